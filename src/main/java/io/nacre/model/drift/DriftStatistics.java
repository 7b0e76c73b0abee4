package io.nacre.model.drift;

import java.util.Arrays;
import java.util.List;

/**
 * Measures the drift of scored transactions from a {@link DriftBaseline}. It only counts values per bin, and stores no
 * transaction. Not thread-safe.
 */
public final class DriftStatistics {

    /** Below this index there is no drift. */
    public static final double NOTABLE = 0.1;

    /** Above this index the drift is significant. */
    public static final double GRAVE = 0.25;

    private final List<DecileHistogram> features;
    private final DecileHistogram score;
    private final int[][] counts;
    private final int[] scores;
    private int rows;
    private double expectedFrauds;

    public DriftStatistics(DriftBaseline driftBaseline) {
        this.features = driftBaseline.features();
        this.score = driftBaseline.score();
        this.counts = features.stream()
                .map(decileHistogram -> new int[decileHistogram.bins()])
                .toArray(int[][]::new);
        this.scores = new int[score.bins()];
    }

    public void add(float[] vector, double probability) {
        for (int i = 0; i < counts.length; i++) {
            counts[i][features.get(i).bin(vector[i])]++;
        }
        scores[score.bin((float) probability)]++;
        expectedFrauds += probability;
        rows++;
    }

    public int rows() {
        return rows;
    }

    /** The population stability index of one feature; NaN before the first transaction. */
    public double index(int feature) {
        return rows == 0 ? Double.NaN : features.get(feature).index(counts[feature], rows);
    }

    /** The population stability index of the score. */
    public double scoreIndex() {
        return rows == 0 ? Double.NaN : score.index(scores, rows);
    }

    public double meanScore() {
        return expectedFrauds / rows;
    }

    /** Resets all counts. */
    public void clear() {
        for (int[] each : counts) {
            Arrays.fill(each, 0);
        }
        Arrays.fill(scores, 0);
        rows = 0;
        expectedFrauds = 0;
    }
}
