package io.nacre.model;

import static java.util.Objects.requireNonNull;

/**
 * Why a score is high: a feature without which it would be lower.
 *
 * @param code stable, upper case: the feature's name with '_' for '.', such as GEO_SPEED_KMH
 * @param feature as in the catalogue, {@code layer.feature}
 * @param value the feature's value in the served vector
 * @param contribution what the final logit would lose were the feature as it is in the mean
 */
public record Reason(String code, String feature, double value, double contribution) {
    public Reason {
        requireNonNull(code, "code is null");
        requireNonNull(feature, "feature is null");
    }
}
