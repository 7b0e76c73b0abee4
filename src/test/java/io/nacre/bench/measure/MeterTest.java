package io.nacre.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;

class MeterTest {

    private static final int BYTES = 64 << 20;
    private static final int PART = 1 << 16;

    @Test
    void countsWhatAnotherThreadPutsOnTheHeapAlsoAfterItEnded() throws Exception {
        Meter meter = Meter.start();
        Thread thread = new Thread(MeterTest::allocate);
        thread.start();
        thread.join();

        Cost cost = meter.stop(1);

        assertThat(cost.allocatedBytes()).isBetween((long) BYTES / 2, 4L * BYTES);
    }

    @Test
    void countsToTheByteWhatOneThreadPutsOnTheHeap() {
        Cost cost = Meter.ofThread(1, MeterTest::allocate);

        assertThat(cost.allocatedBytes()).isBetween((long) BYTES, BYTES + BYTES / 8L);
        assertThat(cost.cpuNs()).isPositive();
    }

    @Test
    void distinguishesKindsOfThreadsIncludingEndedOnes() throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs());
        Meter meter = Meter.start();
        Thread thread = new Thread(MeterTest::workForAWhile, "work-of-mine (1/2)#0");
        thread.start();
        thread.join();

        Cost cost = meter.stop(1);

        assertThat(cost.threadsNs().get("work-of-mine")).isPositive();
    }

    @Test
    void aLongRunLessAShortOneIsWhatTheOthersTook() {
        Cost longer = new Cost(120, 1500, 2400, 600, Map.of("compiler", 250L, "task", 900L));

        assertThat(longer.minus(new Cost(20, 300, 400, 100, Map.of("compiler", 50L, "other", 100L)))
                        .cpuNsEach())
                .isEqualTo(10);
    }

    @Test
    void pairsAreComparedOneByOneAndSummedUpByTheirMedian() throws Exception {
        List<String> order = new ArrayList<>();
        long[] times = {0};
        Pairs pairs = Pairs.of(3, () -> run("A", order, ++times[0]), () -> run("B", order, 10));

        assertThat(String.join("", order)).isEqualTo("ABABBAAB");
        assertThat(Spread.of(pairs.theirsOverOurs(Cost::cpuNsEach)).median()).isEqualTo(10.0 / 3);
    }

    private static Cost run(String name, List<String> order, long cpuNs) {
        order.add(name);
        return new Cost(1, cpuNs, cpuNs, 0, Map.of());
    }

    private static void workForAWhile() {
        long end = System.nanoTime() + 2_500_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void allocate() {
        int sum = 0;
        for (int i = 0; i < BYTES / PART; i++) {
            byte[] part = new byte[PART];
            sum += part.length + System.identityHashCode(part) % 2;
        }
        assertThat(sum).isPositive();
    }
}
