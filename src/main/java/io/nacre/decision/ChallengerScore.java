package io.nacre.decision;

import static java.util.Objects.requireNonNull;

/**
 * The challenger's score and outcome for a transaction, from the same vector that the champion scored.
 *
 * @param score calibrated probability of fraud, 0 to 1
 * @param outcome the outcome by the challenger's own thresholds
 */
public record ChallengerScore(String bundleId, double score, Outcome outcome) {
    public ChallengerScore {
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(outcome, "outcome is null");
    }
}
