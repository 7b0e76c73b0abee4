package io.nacre.decision.rate;

import org.apache.commons.statistics.distribution.GammaDistribution;

/** Adds up the payments in a band of amounts, for their fraud rate. */
public final class FraudRateBand {

    private static final double CONFIDENCE = 0.95;

    private final FraudRateLimit limit;
    private long transactions;
    private long frauds;
    private double amount;
    private double fraudAmount;
    private double fraudSquares;

    /** The bound only changes quickly with the frauds, so it is computed again when their number changes. */
    private double upperFraudAmount;

    private long boundFrauds = -1;

    public FraudRateBand(FraudRateLimit limit) {
        this.limit = limit;
    }

    public FraudRateLimit limit() {
        return limit;
    }

    /**
     * Adds payments of one amount.
     *
     * @param count negative to remove them again
     */
    public void add(double value, int count, boolean fraud) {
        transactions += count;
        amount += count * value;
        if (fraud) {
            frauds += count;
            fraudAmount += count * value;
            fraudSquares += count * value * value;
        }
    }

    /** Whether the upper bound is within the limit. Without payments it is. */
    public boolean isHeld() {
        return transactions == 0 || upperBound() <= limit.rate();
    }

    /** The fraud rate of what was added. */
    public BandFraudRate rate() {
        return transactions == 0
                ? new BandFraudRate(limit, 0, 0, 0, 0, Double.NaN, Double.NaN)
                : new BandFraudRate(
                        limit, transactions, frauds, amount, fraudAmount, fraudAmount / amount, upperBound());
    }

    /**
     * The upper bound of the fraud amount by Fay and Feuer (1997), divided by the whole amount. Each fraud counts with
     * its amount, and one more of the highest amount of the band may come. It is exact also without any fraud.
     */
    private double upperBound() {
        if (boundFrauds != frauds) {
            double mean = Math.max(0, fraudAmount) + limit.upTo();
            double variance = Math.max(0, fraudSquares) + limit.upTo() * limit.upTo();
            upperFraudAmount = GammaDistribution.of(mean * mean / variance, variance / mean)
                    .inverseCumulativeProbability(CONFIDENCE);
            boundFrauds = frauds;
        }
        return Math.min(1, upperFraudAmount / amount);
    }
}
