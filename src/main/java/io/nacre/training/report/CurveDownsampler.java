package io.nacre.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reduces a curve to the points that are visibly apart. */
final class CurveDownsampler {

    private static final double MIN_DISTANCE = 0.004;

    private CurveDownsampler() {}

    /** @param progress increases along the curve */
    static <T> List<T> of(List<T> points, ToDoubleFunction<T> progress) {
        List<T> kept = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            double here = progress.applyAsDouble(points.get(i));
            if (here - last >= MIN_DISTANCE || i + 1 == points.size()) {
                kept.add(points.get(i));
                last = here;
            }
        }
        return kept;
    }
}
