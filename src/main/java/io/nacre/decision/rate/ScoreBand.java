package io.nacre.decision.rate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A band of scores from {@code from} to below {@code to}, for calibration. Each decade has two bands, because most
 * scores are small. The highest band has the score 1 as well.
 */
public record ScoreBand(double from, double to) {

    private static final double[] EDGES = {0, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1};

    /** All bands, from the lowest scores to the highest. */
    public static final List<ScoreBand> ALL = IntStream.range(0, EDGES.length - 1)
            .mapToObj(band -> new ScoreBand(EDGES[band], EDGES[band + 1]))
            .toList();

    /** The number of the band that has a score. */
    public static int indexOf(double score) {
        int band = 0;
        while (band + 2 < EDGES.length && score >= EDGES[band + 1]) {
            band++;
        }
        return band;
    }
}
