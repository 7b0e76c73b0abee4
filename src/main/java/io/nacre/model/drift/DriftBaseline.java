package io.nacre.model.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distributions of features and scores when a bundle was trained, as the baseline for drift.
 *
 * @param features one histogram per feature, over the training slice
 * @param score histogram of scores over validation transactions
 * @param alertShare share of validation transactions at or above the review threshold
 * @param meanScore mean score, {@code fraudShare} the actual share of frauds
 */
public record DriftBaseline(
        List<DecileHistogram> features, DecileHistogram score, double alertShare, double meanScore, double fraudShare) {

    public static final String FILE = "reference.f32";

    private static final int SHARES = 3;

    public DriftBaseline {
        features = List.copyOf(features);
        alertShare = share("alerts", alertShare);
        meanScore = share("the mean score", meanScore);
        fraudShare = share("frauds", fraudShare);
    }

    /** Rounded to a float, as the bundle stores it. */
    private static double share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("the share of " + what + " is " + value + ", not 0 to 1");
        }
        return (float) value;
    }

    /** With the share of alerts of another threshold. */
    public DriftBaseline withAlertShare(double better) {
        return new DriftBaseline(features, score, better, meanScore, fraudShare);
    }

    public static int length(int width) {
        return (width + 1) * DecileHistogram.LENGTH + SHARES;
    }

    public float[] packed() {
        float[] numbers = new float[length(features.size())];
        int at = 0;
        for (DecileHistogram feature : features) {
            feature.pack(numbers, at);
            at += DecileHistogram.LENGTH;
        }
        score.pack(numbers, at);
        at += DecileHistogram.LENGTH;
        numbers[at] = (float) alertShare;
        numbers[at + 1] = (float) meanScore;
        numbers[at + 2] = (float) fraudShare;
        return numbers;
    }

    public static DriftBaseline unpacked(int width, float[] numbers) {
        List<DecileHistogram> all = new ArrayList<>();
        for (int i = 0; i <= width; i++) {
            all.add(DecileHistogram.unpacked(numbers, i * DecileHistogram.LENGTH));
        }
        float[] shares = Arrays.copyOfRange(numbers, (width + 1) * DecileHistogram.LENGTH, numbers.length);
        return new DriftBaseline(all.subList(0, width), all.get(width), shares[0], shares[1], shares[2]);
    }
}
