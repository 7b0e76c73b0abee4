package io.nacre.model.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How unusual a payment is, whether or not any label ever named its like.
 *
 * @param share of payments that are at least so unusual, above 0 and at most 1: 0.001 is one in a thousand
 * @param oddities what is unusual about it, strongest first; empty unless the share is within the budget of alarms
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record Anomaly(double share, List<AnomalyContribution> oddities) {
    public Anomaly {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of payments as unusual is " + share + ", not 0 to 1");
        }
        oddities = List.copyOf(oddities);
    }

    /** Whether no more payments are as unusual than a budget of alarms allows; null allows none. */
    public boolean isWithin(@Nullable Double budget) {
        return budget != null && share <= budget;
    }
}
