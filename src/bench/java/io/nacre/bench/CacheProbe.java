package io.nacre.bench;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import java.util.Arrays;

/** Measures the read throughput of the first-level cache by comparing two arrays of 16 KiB. */
final class CacheProbe {

    private static final int LENGTH = 4096;
    private static final int PASSES = 64;

    private final int[] numbers = new int[LENGTH];
    private final int[] same = new int[LENGTH];

    CacheProbe() {
        Arrays.setAll(numbers, i -> i);
        Arrays.setAll(same, i -> i);
    }

    /** The cost of reading, per byte, measured over about this time. */
    Cost cost(long ns) {
        int rounds = 1;
        Cost cost = run(rounds);
        while (cost.cpuNs() < ns / 4) {
            rounds *= 2;
            cost = run(rounds);
        }
        return cost;
    }

    /** The JVM compares arrays with the widest vectors available. */
    private Cost run(int rounds) {
        return Meter.ofThread(2L * rounds * PASSES * LENGTH * Integer.BYTES, () -> {
            for (int i = 0; i < rounds * PASSES; i++) {
                if (!Arrays.equals(numbers, same)) {
                    throw new IllegalStateException("equal arrays differ");
                }
            }
        });
    }
}
