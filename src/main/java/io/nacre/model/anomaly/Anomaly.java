package io.nacre.model.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How unusual a payment is, whether or not any label ever named its like.
 *
 * @param tailProbability of payments that are at least so unusual, above 0 and at most 1: 0.001 is one in a thousand
 * @param unusualFeatures what is unusual about it, strongest first; empty unless the share is within the budget of
 *     alarms
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record Anomaly(double tailProbability, List<UnusualFeature> unusualFeatures) {
    public Anomaly {
        if (!(tailProbability > 0 && tailProbability <= 1)) {
            throw new IllegalArgumentException(
                    "the share of payments as unusual is " + tailProbability + ", not 0 to 1");
        }
        unusualFeatures = List.copyOf(unusualFeatures);
    }

    /** Whether no more payments are as unusual than a budget of alarms allows; null allows none. */
    public boolean isWithin(@Nullable Double budget) {
        return budget != null && tailProbability <= budget;
    }
}
