package io.nacre.decision.rate;

/**
 * The fraud rate of the payments in a band: the share of their amount that is fraud.
 *
 * @param amount of all payments, {@code fraudAmount} of the frauds among them
 * @param rate share of the amount that is fraud; NaN without payments
 * @param upperBound of the rate, with 95 % confidence; NaN without payments
 */
public record BandFraudRate(
        FraudRateLimit limit,
        long transactions,
        long frauds,
        double amount,
        double fraudAmount,
        double rate,
        double upperBound) {

    /** Whether the upper bound is within the limit. Without payments it is. */
    public boolean isHeld() {
        return transactions == 0 || upperBound <= limit.rate();
    }
}
