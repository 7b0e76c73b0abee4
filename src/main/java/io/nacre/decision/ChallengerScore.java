package io.nacre.decision;

import static java.util.Objects.requireNonNull;

/**
 * What the challenger would have said of a transaction, from the very vector the champion scored.
 *
 * @param score calibrated probability of fraud, 0..1
 * @param outcome by the challenger's own thresholds
 */
public record ChallengerScore(String bundleId, double score, Outcome outcome) {
    public ChallengerScore {
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(outcome, "outcome is null");
    }
}
