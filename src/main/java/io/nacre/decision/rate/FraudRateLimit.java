package io.nacre.decision.rate;

import java.util.List;

/** A band of amounts above {@code from} up to {@code upTo}, and its limit of the fraud rate from 0 to 1. */
public record FraudRateLimit(double from, double upTo, double rate) {

    /**
     * The exemption thresholds of PSD2 for card payments in euros: 0.13, 0.06 and 0.01 % (Regulation (EU) 2018/389,
     * annex).
     */
    public static final List<FraudRateLimit> PSD2 = List.of(
            new FraudRateLimit(0, 100, 0.0013),
            new FraudRateLimit(100, 250, 0.0006),
            new FraudRateLimit(250, 500, 0.0001));

    /** Whether an amount is in the band. */
    public boolean contains(double amount) {
        return amount > from && amount <= upTo;
    }
}
