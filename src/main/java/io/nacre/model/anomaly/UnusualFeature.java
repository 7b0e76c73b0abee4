package io.nacre.model.anomaly;

import static java.util.Objects.requireNonNull;

/**
 * A feature that makes a payment unusual.
 *
 * @param feature as in the catalogue, {@code layer.feature}
 * @param value the feature's value in the served vector
 * @param expected what it would be in a usual payment that is otherwise like this one
 * @param share its share in all that is unusual about the payment, 0..1
 */
public record UnusualFeature(String feature, double value, double expected, double share) {
    public UnusualFeature {
        requireNonNull(feature, "feature is null");
    }
}
