package io.nacre.model.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How unusual a transaction is, independent of labels.
 *
 * @param tailProbability share of transactions that are at least as unusual, above 0 and at most 1: 0.001 is one in a
 *     thousand
 * @param unusualFeatures its most unusual features, strongest first; empty unless the tail probability is within the
 *     alarm budget
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes List, not the immutable types.
public record Anomaly(double tailProbability, List<UnusualFeature> unusualFeatures) {
    public Anomaly {
        if (!(tailProbability > 0 && tailProbability <= 1)) {
            throw new IllegalArgumentException("the tail probability is " + tailProbability + ", not 0 to 1");
        }
        unusualFeatures = List.copyOf(unusualFeatures);
    }

    /** Whether the tail probability is within the alarm budget; false for null. */
    public boolean isWithin(@Nullable Double budget) {
        return budget != null && tailProbability <= budget;
    }
}
