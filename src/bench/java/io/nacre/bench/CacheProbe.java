package io.nacre.bench;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import java.util.Arrays;

/** Compares two arrays of 16 KiB again and again: how fast this machine takes numbers from its first cache. */
final class CacheProbe {

    private static final int LENGTH = 4096;
    private static final int PASSES = 64;

    private final int[] numbers = new int[LENGTH];
    private final int[] same = new int[LENGTH];

    CacheProbe() {
        Arrays.setAll(numbers, i -> i);
        Arrays.setAll(same, i -> i);
    }

    /** What reading takes for each byte, over about so much time. */
    Cost cost(long ns) {
        int rounds = 1;
        Cost cost = run(rounds);
        while (cost.cpuNs() < ns / 4) {
            rounds *= 2;
            cost = run(rounds);
        }
        return cost;
    }

    /** The JVM compares arrays with the widest vectors there are. */
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
