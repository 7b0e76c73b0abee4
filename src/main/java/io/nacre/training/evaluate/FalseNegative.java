package io.nacre.training.evaluate;

import io.nacre.payment.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fraud that scored low.
 *
 * @param typology where the data names it
 * @param against the features that raised its score most
 * @param inFavour the features that lowered it most
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
