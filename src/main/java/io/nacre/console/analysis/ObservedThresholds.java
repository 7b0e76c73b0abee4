package io.nacre.console.analysis;

import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of a bundle as its decisions show them: neither decisions nor announcements of bundles contain them.
 * Each threshold is above a score that did not reach it, and at most the lowest score that did.
 *
 * @param review null if no payment was reviewed or declined by its score
 * @param decline null if no payment was declined by its score
 * @param challenge null if no payment was challenged by its score
 */
public record ObservedThresholds(
        @Nullable Range review,
        @Nullable Range decline,
        @Nullable Range challenge) {

    /**
     * Where a threshold lies.
     *
     * @param above the highest score that did not reach it; 0 if there is none
     * @param atMost the lowest score that reached it
     */
    public record Range(double above, double atMost) {}

    /** The thresholds that the decisions of a bundle show. */
    public static ObservedThresholds of(PaymentHistory history, String bundleId) {
        return new ObservedThresholds(
                range(history, bundleId, Outcome.REVIEW),
                range(history, bundleId, Outcome.DECLINE),
                range(history, bundleId, Outcome.CHALLENGE));
    }

    /** Only payments that the score decided show a threshold, and only remote ones can be challenged. */
    private static @Nullable Range range(PaymentHistory history, String bundleId, Outcome threshold) {
        boolean challenge = threshold == Outcome.CHALLENGE;
        double above = 0;
        double atMost = Double.POSITIVE_INFINITY;
        for (DecidedPayment payment : history.payments()) {
            if (payment.cause() == Cause.SCORE
                    && payment.bundleId().equals(bundleId)
                    && (payment.remote() || !challenge)) {
                if (payment.outcome().compareTo(threshold) < 0) {
                    above = Math.max(above, payment.score());
                } else if (!challenge || payment.outcome() == Outcome.CHALLENGE) {
                    atMost = Math.min(atMost, payment.score());
                }
            }
        }
        return atMost > 1 ? null : new Range(above, atMost);
    }

    /** The review threshold; 1 if no payment reached it. */
    public double reviewOrOne() {
        return review == null ? 1 : review.atMost();
    }

    /** The decline threshold; 1 if no payment reached it. */
    public double declineOrOne() {
        return decline == null ? 1 : Math.max(decline.atMost(), reviewOrOne());
    }

    /** The outcome by the score alone, with other thresholds but the bundle's challenge threshold. */
    Outcome band(DecidedPayment payment, double reviewAt, double declineAt) {
        double challengeAt = challenge == null || !payment.remote() ? reviewAt : challenge.atMost();
        return Policy.band(payment.score(), new Thresholds(Math.min(challengeAt, reviewAt), reviewAt, declineAt, null));
    }
}
