package io.nacre.bench;

import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.measure.Cost;
import org.jspecify.annotations.Nullable;

/**
 * A short run and a long one over the same payments: what the long one takes more is what payments take.
 *
 * @param few null where the whole long run counts, as in a trial
 */
record MarginalCost(@Nullable PreloadedTopics few, PreloadedTopics many) {

    /** Runs over a stock. */
    @FunctionalInterface
    interface Run {
        Cost over(PreloadedTopics preloadedTopics) throws Exception;
    }

    Cost of(Run run) throws Exception {
        if (few == null) {
            return run.over(many);
        }
        Cost shorter = run.over(few);
        return run.over(many).minus(shorter);
    }
}
