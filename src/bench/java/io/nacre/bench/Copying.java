package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Worker;
import io.nacre.bench.measure.Cost;

/** The copy loop as other runs are compared with it: so many rounds that it takes long enough to be timed. */
record Copying(BenchEnvironment scene, Worker worker, MarginalCost slope) {

    private static final int RECORDS = 1_500_000;
    private static final int WARM_UPS = 2;

    /** Until the compiler has nothing more to do. */
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
