package io.nacre.bench.load;

import io.nacre.bench.measure.Cost;
import java.util.Map;

/** What a task cost its worker's process, and what else it measured, by name. */
public record Outcome(Cost cost, Map<String, Double> more) {

    public Outcome {
        more = Map.copyOf(more);
    }

    public static Outcome of(Cost cost) {
        return new Outcome(cost, Map.of());
    }
}
