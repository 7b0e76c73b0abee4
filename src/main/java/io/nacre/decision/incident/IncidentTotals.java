package io.nacre.decision.incident;

import io.nacre.payment.ExchangeRates;
import org.jspecify.annotations.Nullable;

/**
 * Totals over the suspicious transactions of an incident.
 *
 * @param suppressedAlertCount number of transactions that were counted without an alert of their own, after many alerts
 * @param maxScore the highest score
 * @param expectedLoss the sum of score times amount, in major units of {@code lossCurrency}
 * @param lossCurrency ISO 4217; null in state of an older version, which added amounts without conversion
 */
public record IncidentTotals(
        int transactionCount,
        int suppressedAlertCount,
        double maxScore,
        double expectedLoss,
        @Nullable String lossCurrency) {

    static IncidentTotals ofFirst(double score, double loss, String lossCurrency) {
        return new IncidentTotals(1, 0, score, loss, lossCurrency);
    }

    /**
     * Adds a transaction. After the first {@value AccountIncidentRules#MAX_ALERTS}, a transaction has an alert only if
     * the severity rises or the expected loss reaches another power of two. So every doubling of the loss emits an
     * alert. The number of further alerts grows only with the logarithm of the loss.
     */
    IncidentTotals withTransaction(double score, double loss) {
        int more = transactionCount + 1;
        double lossNow = expectedLoss + loss;
        boolean published = more <= AccountIncidentRules.MAX_ALERTS
                || Severity.of(lossNow, lossCurrency) != severity()
                || doublings(lossNow) != doublings(expectedLoss);
        return new IncidentTotals(
                more, suppressedAlertCount + (published ? 0 : 1), Math.max(maxScore, score), lossNow, lossCurrency);
    }

    private static int doublings(double loss) {
        return Math.getExponent(Math.max(1, loss));
    }

    /**
     * The totals with their loss in the currency of the rates. A loss without a currency keeps its value. A loss that
     * cannot be converted becomes the lowest loss of severity HIGH.
     */
    IncidentTotals inCurrency(ExchangeRates rates) {
        double loss = lossCurrency == null ? expectedLoss : rates.convert(expectedLoss, lossCurrency);
        return new IncidentTotals(
                transactionCount,
                suppressedAlertCount,
                maxScore,
                Double.isNaN(loss) ? Severity.HIGH.fromLoss(rates) : loss,
                rates.currency());
    }

    /**
     * The expected loss in euro by the built-in rates, to sort incidents. A loss that cannot be converted is the lowest
     * one of severity HIGH.
     */
    public double expectedLossInEuro() {
        double euros = lossCurrency == null ? expectedLoss : ExchangeRates.EUROS.convert(expectedLoss, lossCurrency);
        return Double.isNaN(euros) ? Severity.HIGH.fromLoss() : euros;
    }

    /** How urgent the incident is for an analyst. */
    public Severity severity() {
        return Severity.of(expectedLoss, lossCurrency);
    }
}
