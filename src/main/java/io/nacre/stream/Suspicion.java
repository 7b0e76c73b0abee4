package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Alert;
import io.nacre.decision.Parties;
import io.nacre.payment.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An alert on its way to the analyst, with what its payment may have in common with others.
 *
 * @param origin the payment or label that caused it; null where time alone did
 */
public record Suspicion(
        Alert alert, Parties parties, @Nullable Origin origin) {
    public Suspicion {
        requireNonNull(alert, "alert is null");
        requireNonNull(parties, "parties is null");
    }

    /** What the analyst is told. */
    Sourced<Alert> sourced() {
        return new Sourced<>(alert, origin);
    }
}
