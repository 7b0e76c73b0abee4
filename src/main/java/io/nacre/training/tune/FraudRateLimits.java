package io.nacre.training.tune;

import io.nacre.decision.rate.BandFraudRate;
import io.nacre.decision.rate.FraudRateBand;
import io.nacre.decision.rate.FraudRateLimit;
import io.nacre.training.metrics.OptionBounds;
import io.nacre.training.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The highest fraud rates, by band of the amount, of transactions that are approved without a challenge. The rate is
 * the share of their amount that is fraud, as the transaction risk analysis of PSD2 counts it (Regulation (EU)
 * 2018/389, articles 18 and 19).
 *
 * @param bands from the lowest amount to the highest
 */
public record FraudRateLimits(List<FraudRateLimit> bands) {

    /** The exemption thresholds of PSD2 for card payments in euros. */
    public static final FraudRateLimits PSD2 = new FraudRateLimits(FraudRateLimit.PSD2);

    public FraudRateLimits {
        bands = List.copyOf(bands);
    }

    /**
     * Limits by the highest amount of each band.
     *
     * @throws IllegalArgumentException for an amount that is not above 0, or a rate that is not 0 to 1
     */
    public static FraudRateLimits of(Map<Double, Double> rates) {
        List<FraudRateLimit> bands = new ArrayList<>();
        double from = 0;
        for (Map.Entry<Double, Double> each : new TreeMap<>(rates).entrySet()) {
            double upTo = each.getKey();
            OptionBounds.require(upTo > 0 && Double.isFinite(upTo), "amount of a fraud rate limit", upTo, "above 0");
            OptionBounds.require(
                    each.getValue() >= 0 && each.getValue() <= 1, "fraud rate limit", each.getValue(), "0 to 1");
            bands.add(new FraudRateLimit(from, upTo, each.getValue()));
            from = upTo;
        }
        return new FraudRateLimits(bands);
    }

    /** The rates of transactions that can be challenged and whose score is below a threshold. */
    public List<BandFraudRate> below(double challenge, HoldoutSet holdoutSet) {
        FraudRateBand[] sums = sums();
        ScoredLabels scores = holdoutSet.scores();
        for (int row = 0; row < holdoutSet.size(); row++) {
            if (scores.score(row) < challenge) {
                add(row, 1, holdoutSet, sums);
            }
        }
        return Arrays.stream(sums).map(FraudRateBand::rate).toList();
    }

    /** The highest challenge threshold that holds all limits; empty if already no threshold is needed. */
    public OptionalDouble highest(HoldoutSet holdoutSet) {
        FraudRateBand[] sums = sums();
        ScoredLabels scores = holdoutSet.scores();
        for (int row = 0; row < holdoutSet.size(); row++) {
            add(row, 1, holdoutSet, sums);
        }
        if (Arrays.stream(sums).allMatch(FraudRateBand::isHeld)) {
            return OptionalDouble.empty();
        }
        int[] order = scores.descending();
        double lowest = 1;
        for (int i = 0; i < order.length; i++) {
            add(order[i], -1, holdoutSet, sums);
            lowest = scores.score(order[i]);
            boolean last = i + 1 == order.length || scores.score(order[i + 1]) != lowest;
            if (last && Arrays.stream(sums).allMatch(FraudRateBand::isHeld)) {
                return OptionalDouble.of(lowest);
            }
        }
        return OptionalDouble.of(lowest);
    }

    private FraudRateBand[] sums() {
        return bands.stream().map(FraudRateBand::new).toArray(FraudRateBand[]::new);
    }

    private static void add(int row, int count, HoldoutSet holdoutSet, FraudRateBand[] sums) {
        if (!holdoutSet.isChallengeable(row)) {
            return;
        }
        double amount = holdoutSet.amount(row);
        for (FraudRateBand band : sums) {
            if (band.limit().contains(amount)) {
                band.add(amount, count, holdoutSet.scores().fraud(row));
            }
        }
    }
}
