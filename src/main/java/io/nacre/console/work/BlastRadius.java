package io.nacre.console.work;

import io.nacre.rules.WilsonInterval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have met in the last month. Numbers of payments are sums of weights: estimates if the store has a
 * sample of the payments.
 *
 * @param expression whether it is valid is known before
 * @param period the time that it covers, and how much of it could be used
 * @param payments the payments that were evaluated
 * @param matched what the rule met
 * @param frauds the labelled frauds among all evaluated payments
 * @param failures payments on which the rule failed, as it would in the job
 * @param examples a few payments of each kind
 */
public record BlastRadius(
        String expression,
        Period period,
        double payments,
        Matched matched,
        double frauds,
        double failures,
        Examples examples) {

    /**
     * The time that was evaluated.
     *
     * @param rows the payments that were evaluated, unweighted
     * @param isSample whether some of them stand for others
     * @param isWhole whether the time sufficed for all rows; else the earlier ones are missing
     * @param otherFeatures rows left out, because their vectors have other features
     * @param incomplete rows left out, because the transaction, the decision or the vector is not there
     */
    public record Period(
            long sinceMs,
            long untilMs,
            long rows,
            boolean isSample,
            boolean isWhole,
            long otherFeatures,
            long incomplete) {}

    /**
     * What a rule met.
     *
     * @param labelled with a verdict or a chargeback
     * @param newAlerts without an incident so far
     * @param minorUnits the amounts by currency, in minor units
     * @param precisionInterval of the labelled ones; null without labels
     */
    public record Matched(
            double payments,
            double labelled,
            double frauds,
            double newAlerts,
            Map<String, Double> minorUnits,
            @Nullable WilsonInterval precisionInterval) {}

    /** A payment, by its ids. */
    public record PaymentId(String accountId, String transactionId) {}

    /** The latest payments of each kind. */
    public record Examples(
            List<PaymentId> frauds, List<PaymentId> legitimate, List<PaymentId> unlabelled, List<PaymentId> missed) {}

    /** The share of frauds among the labelled matches; NaN without labels. */
    public double precision() {
        return matched.frauds() / matched.labelled();
    }

    /** The share of all labelled frauds that the rule met; NaN without frauds. */
    public double recall() {
        return matched.frauds() / frauds;
    }
}
