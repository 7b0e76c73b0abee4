package io.nacre.model;

import static java.util.Objects.requireNonNull;

/**
 * Why a score is high: a feature without which it would be lower.
 *
 * @param code stable, upper case: the feature's name with '_' for '.', such as GEO_SPEED_KMH
 * @param feature as in the catalogue, {@code layer.feature}
 * @param value the feature's value in the served vector
 * @param usual the mean of the feature over the training slice, NaN where it is not known
 * @param contribution what the final logit would lose were the feature as it is in the mean
 */
public record Reason(String code, String feature, double value, double usual, double contribution) {
    public Reason {
        requireNonNull(code, "code is null");
        requireNonNull(feature, "feature is null");
    }

    /** The reason as an analyst reads it, with the value and the usual one. */
    public String sentence() {
        return ReasonCodes.sentence(this);
    }
}
