package io.nacre.decision.incident;

import io.nacre.payment.ExchangeRates;
import org.jspecify.annotations.Nullable;

/** How much an analyst should hurry: by the loss that is to be expected of an incident. */
public enum Severity {
    LOW(0),
    MEDIUM(100),
    HIGH(1_000),
    CRITICAL(10_000);

    /** A worth that was computed into another currency and back may lack so much of it. */
    private static final double ROUNDING = 1e-12;

    private final double fromLoss;

    Severity(double fromLoss) {
        this.fromLoss = fromLoss;
    }

    /** The least expected loss that is so severe, in euro. */
    public double fromLoss() {
        return fromLoss;
    }

    /** The same in another currency, by the table of rates; in euro where that does not have it. */
    double fromLoss(ExchangeRates rates) {
        double one = ExchangeRates.EUROS.convert(1, rates.currency());
        return Double.isNaN(one) ? fromLoss : fromLoss / one;
    }

    /**
     * How severe a loss is; HIGH where nobody knows what its currency is worth.
     *
     * @param currency null where amounts were added up as they were
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
