package io.nacre.training.inspect;

import io.nacre.training.csv.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A uniform sample of a stream of rows, reproducible (algorithm R; Vitter, ACM Transactions on Mathematical Software
 * 11(1), 1985).
 */
final class ReservoirSample {

    private static final long SEED = 42;

    private final int capacity;
    private final List<Row> rows = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long offered;

    ReservoirSample(int capacity) {
        this.capacity = capacity;
    }

    void add(Row row) {
        offered++;
        if (rows.size() < capacity) {
            rows.add(row);
            return;
        }
        long place = random.nextLong(offered);
        if (place < capacity) {
            rows.set((int) place, row);
        }
    }

    List<Row> rows() {
        return rows;
    }
}
