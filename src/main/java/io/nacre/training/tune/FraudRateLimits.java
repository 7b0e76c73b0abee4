package io.nacre.training.tune;

import io.nacre.training.metrics.OptionBounds;
import io.nacre.training.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * The highest fraud rates, by band of the amount, of transactions that are approved without a challenge. The rate is
 * the share of their amount that is fraud, as the transaction risk analysis of PSD2 counts it (Regulation (EU)
 * 2018/389, articles 18 and 19).
 *
 * @param bands from the lowest amount to the highest
 */
public record FraudRateLimits(List<Limit> bands) {

    private static final double CONFIDENCE = 0.95;

    /** The exemption thresholds for card payments in euros: 0.13, 0.06 and 0.01 %. */
    public static final FraudRateLimits PSD2 = of(Map.of(100.0, 0.0013, 250.0, 0.0006, 500.0, 0.0001));

    public FraudRateLimits {
        bands = List.copyOf(bands);
    }

    /** A band of amounts above {@code from} up to {@code upTo}, and its limit of the fraud rate from 0 to 1. */
    public record Limit(double from, double upTo, double rate) {}

    /**
     * What is approved without a challenge in a band.
     *
     * @param amount of all such transactions, {@code fraudAmount} of the frauds among them
     * @param rate share of the amount that is fraud; NaN without transactions
     * @param upperBound of the rate, with 95 % confidence; NaN without transactions
     */
    public record BandRate(
            Limit limit,
            long transactions,
            long frauds,
            double amount,
            double fraudAmount,
            double rate,
            double upperBound) {

        /** Whether the upper bound is within the limit. Without transactions it is. */
        public boolean isHeld() {
            return transactions == 0 || upperBound <= limit.rate();
        }
    }

    /**
     * Limits by the highest amount of each band.
     *
     * @throws IllegalArgumentException for an amount that is not above 0, or a rate that is not 0 to 1
     */
    public static FraudRateLimits of(Map<Double, Double> rates) {
        List<Limit> bands = new ArrayList<>();
        double from = 0;
        for (Map.Entry<Double, Double> each : new TreeMap<>(rates).entrySet()) {
            double upTo = each.getKey();
            OptionBounds.require(upTo > 0 && Double.isFinite(upTo), "amount of a fraud rate limit", upTo, "above 0");
            OptionBounds.require(
                    each.getValue() >= 0 && each.getValue() <= 1, "fraud rate limit", each.getValue(), "0 to 1");
            bands.add(new Limit(from, upTo, each.getValue()));
            from = upTo;
        }
        return new FraudRateLimits(bands);
    }

    /** The rates of transactions that can be challenged and whose score is below a threshold. */
    public List<BandRate> below(double challenge, HoldoutSet holdoutSet) {
        Band[] sums = sums();
        ScoredLabels scores = holdoutSet.scores();
        for (int row = 0; row < holdoutSet.size(); row++) {
            if (scores.score(row) < challenge) {
                add(row, 1, holdoutSet, sums);
            }
        }
        return Arrays.stream(sums).map(Band::rate).toList();
    }

    /** The highest challenge threshold that holds all limits; empty if already no threshold is needed. */
    public OptionalDouble highest(HoldoutSet holdoutSet) {
        Band[] sums = sums();
        ScoredLabels scores = holdoutSet.scores();
        for (int row = 0; row < holdoutSet.size(); row++) {
            add(row, 1, holdoutSet, sums);
        }
        if (Arrays.stream(sums).allMatch(Band::isHeld)) {
            return OptionalDouble.empty();
        }
        int[] order = scores.descending();
        double lowest = 1;
        for (int i = 0; i < order.length; i++) {
            add(order[i], -1, holdoutSet, sums);
            lowest = scores.score(order[i]);
            boolean last = i + 1 == order.length || scores.score(order[i + 1]) != lowest;
            if (last && Arrays.stream(sums).allMatch(Band::isHeld)) {
                return OptionalDouble.of(lowest);
            }
        }
        return OptionalDouble.of(lowest);
    }

    private Band[] sums() {
        return bands.stream().map(Band::new).toArray(Band[]::new);
    }

    private static void add(int row, int count, HoldoutSet holdoutSet, Band[] sums) {
        if (!holdoutSet.isChallengeable(row)) {
            return;
        }
        double amount = holdoutSet.amount(row);
        for (Band band : sums) {
            if (amount > band.limit.from() && amount <= band.limit.upTo()) {
                band.add(amount, count, holdoutSet.scores().fraud(row));
            }
        }
    }

    /** The sums of a band. */
    private static final class Band {
        private final Limit limit;
        private long transactions;
        private long frauds;
        private double amount;
        private double fraudAmount;
        private double fraudSquares;

        /** The bound only changes quickly with the frauds, so it is computed again when their number changes. */
        private double upperFraudAmount;

        private long boundFrauds = -1;

        Band(Limit limit) {
            this.limit = limit;
        }

        void add(double value, int count, boolean fraud) {
            transactions += count;
            amount += count * value;
            if (fraud) {
                frauds += count;
                fraudAmount += count * value;
                fraudSquares += count * value * value;
            }
        }

        boolean isHeld() {
            return transactions == 0 || upperBound() <= limit.rate();
        }

        /**
         * The upper bound of the fraud amount by Fay and Feuer (1997), divided by the whole amount. Each fraud counts
         * with its amount, and one more of the highest amount of the band may come. It is exact also without any fraud.
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

        BandRate rate() {
            return transactions == 0
                    ? new BandRate(limit, 0, 0, 0, 0, Double.NaN, Double.NaN)
                    : new BandRate(
                            limit, transactions, frauds, amount, fraudAmount, fraudAmount / amount, upperBound());
        }
    }
}
