package io.nacre.bench;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import java.util.Arrays;

/** Reads 16 KiB again and again: how fast this machine takes numbers from its first cache. */
final class ReadLoop {

    private static final int LENGTH = 4096;
    private static final int PASSES = 64;

    private final int[] numbers = new int[LENGTH];
    private int kept;

    ReadLoop() {
        Arrays.setAll(numbers, i -> i);
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

    private Cost run(int rounds) {
        return Meter.ofThread((long) rounds * PASSES * LENGTH * Integer.BYTES, () -> {
            for (int i = 0; i < rounds * PASSES; i++) {
                kept += sum(numbers);
            }
        });
    }

    /** The compiler turns it into vectors. */
    private static int sum(int[] numbers) {
        int sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += numbers[i];
        }
        return sum;
    }

    int kept() {
        return kept;
    }
}
