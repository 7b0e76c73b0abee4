package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListMatches;
import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.Anomaly;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All inputs of the policy.
 *
 * @param frozen the freeze that applies to the payer; null if none
 * @param payeeFrozen the freeze that applies to the payee; null if none
 * @param listing the list entries that match the transaction
 * @param thresholds the thresholds of the bundle that scored the transaction
 */
public record PolicyInput(
        String transactionId,
        @Nullable AccountAction frozen,
        @Nullable AccountAction payeeFrozen,
        ListMatches listing,
        ScoringResult scoring,
        Thresholds thresholds,
        Exploration exploration) {

    public PolicyInput {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(listing, "listing is null");
        requireNonNull(scoring, "scoring is null");
        requireNonNull(thresholds, "thresholds is null");
        requireNonNull(exploration, "exploration is null");
    }

    /** The outcome by the score alone. */
    Outcome band() {
        return Policy.band(scoring.score(), thresholds);
    }

    boolean isAlarm() {
        Anomaly anomaly = scoring.model().anomaly();
        return anomaly != null && anomaly.isWithin(thresholds.anomaly());
    }

    boolean isWatched() {
        return listing.watch() != null;
    }

    /** Whether a share of its reviews may be approved instead. */
    boolean isExplorable() {
        return !isWatched() && rule(true) == null;
    }

    /** Whether the most severe of the enforced soft rules requests a review. */
    boolean isReviewedByRule() {
        RuleHit hit = rule(false);
        return hit != null && hit.outcome().isAlert();
    }

    /** Whether the most severe of the enforced hard or soft rules requests a challenge. */
    boolean isChallengedByRule(boolean hard) {
        RuleHit hit = rule(hard);
        return hit != null && hit.outcome() == Outcome.CHALLENGE;
    }

    /** The enforced hard or soft rule with the most severe outcome, the first of equals; null if none. */
    @Nullable
    RuleHit rule(boolean hard) {
        List<RuleHit> rules = scoring.rulesAndChallenger().rules();
        RuleHit counts = null;
        for (int i = 0; i < rules.size(); i++) {
            RuleHit hit = rules.get(i);
            if (hit.isEnforced()
                    && hit.hard() == hard
                    && (counts == null || hit.outcome().compareTo(counts.outcome()) > 0)) {
                counts = hit;
            }
        }
        return counts;
    }
}
