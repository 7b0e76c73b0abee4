package io.nacre.bench;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Result;
import java.util.List;

/**
 * Runs the copy loop before and after the benchmark. If the results differ, the machine has changed and the run is
 * invalid.
 */
final class MachineDriftControl {

    private static final double MAX_DIFFERENCE = 0.15;

    private MachineDriftControl() {}

    static void check(Result result, Cost before, Cost after) {
        result.series(
                "copy loop before and after", "ns CPU per record", List.of(before.cpuNsEach(), after.cpuNsEach()));
        double difference = Math.abs(after.cpuNsEach() / before.cpuNsEach() - 1);
        if (!(difference <= MAX_DIFFERENCE)) {
            result.voidBecause(
                    "the copy loop took %.0f ns before and %.0f ns after, %.0f %% apart; at most %.0f %% may be"
                            .formatted(before.cpuNsEach(), after.cpuNsEach(), 100 * difference, 100 * MAX_DIFFERENCE));
        }
    }
}
