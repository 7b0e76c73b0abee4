package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Worker;
import io.nacre.bench.measure.Cost;

/** The copy loop as a reference, with enough rounds to be measurable. */
record Copying(BenchEnvironment scene, Worker worker, MarginalCost slope) {

    private static final int RECORDS = 1_500_000;
    private static final int WARM_UPS = 2;

    /** Runs until the compiler is idle. */
    void warmUp() throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            cost();
        }
    }

    Cost cost() throws Exception {
        int rows = slope.many().rows();
        int rounds = Math.max(1, Math.min(RECORDS, rows * 20) / rows);
        return slope.of(preloadedTopics -> copied(preloadedTopics, preloadedTopics == slope.many() ? rounds : 1));
    }

    private Cost copied(PreloadedTopics preloadedTopics, int rounds) throws Exception {
        preloadedTopics.renew(preloadedTopics.prefix() + "copies");
        return worker.run(scene.copyLoop(preloadedTopics, rounds)).cost();
    }
}
