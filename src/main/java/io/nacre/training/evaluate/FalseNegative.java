package io.nacre.training.evaluate;

import io.nacre.payment.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fraud with a low score.
 *
 * @param typology the kind of fraud, if the data has it
 * @param against the features that raised its score most
 * @param inFavour the features that lowered its score most
 */
public record FalseNegative(
        String transactionId,
        Instant at,
        double score,
        Money amount,
        @Nullable String typology,
        List<String> against,
        List<String> inFavour) {
    public FalseNegative {
        against = List.copyOf(against);
        inFavour = List.copyOf(inFavour);
    }
}
