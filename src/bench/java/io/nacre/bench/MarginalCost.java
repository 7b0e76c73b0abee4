package io.nacre.bench;

import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.measure.Cost;
import org.jspecify.annotations.Nullable;

/**
 * The difference between a long and a short run over the same payments is the cost of the payments.
 *
 * @param few null if the whole long run counts, as in a trial
 */
record MarginalCost(@Nullable PreloadedTopics few, PreloadedTopics many) {

    /** Runs over preloaded topics. */
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
