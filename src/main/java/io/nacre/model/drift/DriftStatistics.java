package io.nacre.model.drift;

import java.util.Arrays;
import java.util.List;

/**
 * How far what is served lies from a {@link DriftBaseline}: counts what falls into its bins, and forgets each
 * transaction at once. Not thread-safe.
 */
public final class DriftStatistics {

    /** Below, nothing happened. */
    public static final double NOTABLE = 0.1;

    /** Above, something did. */
    public static final double GRAVE = 0.25;

    private final List<DecileHistogram> features;
    private final DecileHistogram score;
    private final int[][] counts;
    private final int[] scores;
    private int rows;
    private double promised;

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
        promised += probability;
        rows++;
    }

    public int rows() {
        return rows;
    }

    /** The population stability index of one number of the vector; NaN before the first transaction. */
    public double index(int feature) {
        return rows == 0 ? Double.NaN : features.get(feature).index(counts[feature], rows);
    }

    /** The same of the score. */
    public double scoreIndex() {
        return rows == 0 ? Double.NaN : score.index(scores, rows);
    }

    public double meanScore() {
        return promised / rows;
    }

    /** Begins anew. */
    public void clear() {
        for (int[] each : counts) {
            Arrays.fill(each, 0);
        }
        Arrays.fill(scores, 0);
        rows = 0;
        promised = 0;
    }
}
