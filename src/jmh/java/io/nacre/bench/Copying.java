package io.nacre.bench;

import io.nacre.bench.load.Scene;
import io.nacre.bench.load.Stock;
import io.nacre.bench.load.Worker;
import io.nacre.bench.measure.Cost;

/** The copy loop as other runs are compared with it: so many rounds that it takes long enough to be timed. */
record Copying(Scene scene, Worker worker, Slope slope) {

    private static final int RECORDS = 1_500_000;

    Cost cost() throws Exception {
        int rows = slope.many().rows();
        int rounds = Math.max(1, Math.min(RECORDS, rows * 100) / rows);
        return slope.of(stock -> copied(stock, stock == slope.many() ? rounds : 1));
    }

    private Cost copied(Stock stock, int rounds) throws Exception {
        stock.renew(stock.prefix() + "copies");
        return worker.run(scene.copyLoop(stock, rounds)).cost();
    }
}
