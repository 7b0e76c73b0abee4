package io.nacre.model.anomaly;

import static java.util.Objects.requireNonNull;

/**
 * A feature that makes a transaction unusual.
 *
 * @param feature name in the catalogue, {@code layer.feature}
 * @param value the feature's value in the served vector
 * @param expected its value in a usual transaction that is otherwise like this one
 * @param share its share of the total error, 0 to 1
 */
public record UnusualFeature(String feature, double value, double expected, double share) {
    public UnusualFeature {
        requireNonNull(feature, "feature is null");
    }
}
