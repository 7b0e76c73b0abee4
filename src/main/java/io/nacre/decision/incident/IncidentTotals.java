package io.nacre.decision.incident;

import io.nacre.payment.ExchangeRates;
import org.jspecify.annotations.Nullable;

/**
 * What the suspicious transactions of an incident add up to.
 *
 * @param suppressedAlertCount how many transactions were counted without an alert of their own, because there had been
 *     many
 * @param maxScore the highest score
 * @param expectedLoss the sum of score times amount, in major units of {@code lossCurrency}
 * @param lossCurrency ISO 4217; null where a program before this added up amounts as they were
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
     * With one more. After {@value AccountIncidentRules#MAX_ALERTS} only one that raises the severity has an alert, or
     * with which the expected loss reaches another power of two: it never doubles in silence, and there are no more
     * alerts than it has bits.
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

    /** The same, its loss counted in the currency of the rates; what was added up as it was stays so. */
    IncidentTotals inCurrency(ExchangeRates rates) {
        double loss = lossCurrency == null ? expectedLoss : rates.convert(expectedLoss, lossCurrency);
        return new IncidentTotals(
                transactionCount,
                suppressedAlertCount,
                maxScore,
                Double.isNaN(loss) ? Severity.HIGH.fromLoss(rates) : loss,
                rates.currency());
    }

    /** How much an analyst should hurry. */
    public Severity severity() {
        return Severity.of(expectedLoss, lossCurrency);
    }
}
