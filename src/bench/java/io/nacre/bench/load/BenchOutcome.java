package io.nacre.bench.load;

import io.nacre.bench.measure.Cost;
import java.util.Map;

/** What a task cost its worker's process, and what else it measured, by name. */
public record BenchOutcome(Cost cost, Map<String, Double> more) {

    public BenchOutcome {
        more = Map.copyOf(more);
    }

    public static BenchOutcome of(Cost cost) {
        return new BenchOutcome(cost, Map.of());
    }
}
