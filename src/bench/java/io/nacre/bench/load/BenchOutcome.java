package io.nacre.bench.load;

import io.nacre.bench.measure.Cost;
import java.util.Map;

/** The cost of a task in its worker's process, and further measurements by name. */
public record BenchOutcome(Cost cost, Map<String, Double> more) {

    public BenchOutcome {
        more = Map.copyOf(more);
    }

    public static BenchOutcome of(Cost cost) {
        return new BenchOutcome(cost, Map.of());
    }
}
