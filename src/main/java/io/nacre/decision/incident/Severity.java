package io.nacre.decision.incident;

import io.nacre.payment.ExchangeRates;
import org.jspecify.annotations.Nullable;

/** How urgent an incident is for an analyst, by its expected loss. */
public enum Severity {
    LOW(0),
    MEDIUM(100),
    HIGH(1_000),
    CRITICAL(10_000);

    /** Relative rounding error that a conversion to another currency and back may cause. */
    private static final double ROUNDING = 1e-12;

    private final double fromLoss;

    Severity(double fromLoss) {
        this.fromLoss = fromLoss;
    }

    /** The lowest expected loss of this severity, in euro. */
    public double fromLoss() {
        return fromLoss;
    }

    /** The lowest expected loss in another currency, by the built-in rates; in euro if they do not contain it. */
    double fromLoss(ExchangeRates rates) {
        double one = ExchangeRates.EUROS.convert(1, rates.currency());
        return Double.isNaN(one) ? fromLoss : fromLoss / one;
    }

    /**
     * The severity of a loss; HIGH if its currency has no built-in exchange rate.
     *
     * @param currency null in state of an older version, which added amounts without conversion
     */
    public static Severity of(double expectedLoss, @Nullable String currency) {
        double euros = currency == null ? expectedLoss : ExchangeRates.EUROS.convert(expectedLoss, currency);
        if (Double.isNaN(euros)) {
            return HIGH;
        }
        Severity severity = LOW;
        for (Severity graver : values()) {
            severity = euros >= graver.fromLoss * (1 - ROUNDING) ? graver : severity;
        }
        return severity;
    }
}
