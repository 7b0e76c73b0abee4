package io.nacre.feature.layer;

import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.payment.AccountProfile;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The platform's social signals, if it sends them: named numbers; a larger number means more trust. */
final class SocialSignalsLayer {

    private SocialSignalsLayer() {}

    static Layer layer() {
        return Layer.of(
                "social",
                "the platform's social signals; optional, off unless supplied",
                new StatelessFeatures(List.of(
                        Feature.of(
                                "signals",
                                "the platform's social signals of the account",
                                FeatureUnit.COUNT,
                                (tx, f, b) -> FeatureScale.log(signals(f).size())),
                        Feature.maybe(
                                "lowest",
                                "the lowest social signal of the account",
                                FeatureUnit.SCORE,
                                (tx, f, b) -> lowest(signals(f))),
                        Feature.maybe(
                                "mean",
                                "the mean social signal of the account",
                                FeatureUnit.SCORE,
                                (tx, f, b) -> mean(signals(f))))));
    }

    private static Collection<Double> signals(Facts facts) {
        AccountProfile profile = facts.profile();
        return (profile == null ? Map.<String, Double>of() : profile.socialSignals()).values();
    }

    private static double lowest(Collection<Double> signals) {
        double lowest = Double.POSITIVE_INFINITY;
        for (double signal : signals) {
            lowest = Math.min(lowest, signal);
        }
        return signals.isEmpty() ? Feature.UNKNOWN : lowest;
    }

    /** Adds the signals in ascending order. A map has no order, and the same signals must give the same bits. */
    private static double mean(Collection<Double> signals) {
        double[] ascending = new double[signals.size()];
        int size = 0;
        for (double signal : signals) {
            ascending[size++] = signal;
        }
        Arrays.sort(ascending);
        double sum = 0;
        for (double signal : ascending) {
            sum += signal;
        }
        return size == 0 ? Feature.UNKNOWN : sum / size;
    }
}
