package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Alert;
import io.nacre.decision.Parties;

/** An alert on its way to the analyst, with what its payment may have in common with others. */
public record Suspicion(Alert alert, Parties parties) {
    public Suspicion {
        requireNonNull(alert, "alert is null");
        requireNonNull(parties, "parties is null");
    }
}
