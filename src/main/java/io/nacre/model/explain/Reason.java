package io.nacre.model.explain;

import static java.util.Objects.requireNonNull;

/**
 * A reason for a high score: a feature without which the score would be lower.
 *
 * @param code stable, upper case: the feature's name with '_' for '.', such as GEO_SPEED_KMH
 * @param feature name in the catalogue, {@code layer.feature}
 * @param value the feature's value in the served vector
 * @param baseline the usual value: the account's own if its history has one, else the training mean; NaN if neither is
 *     known
 * @param contribution the loss of the final logit at the baseline
 * @param description the reason in words, with the value and the baseline
 */
public record Reason(
        String code, String feature, double value, double baseline, double contribution, String description) {
    public Reason {
        requireNonNull(code, "code is null");
        requireNonNull(feature, "feature is null");
        requireNonNull(description, "description is null");
    }

    /** A reason described by its numbers alone, without the transaction. */
    public Reason(String code, String feature, double value, double usual, double contribution) {
        this(code, feature, value, usual, contribution, ReasonCodes.sentence(feature, value, usual, null));
    }

    /** The same reason with another description. */
    public Reason withSentence(String words) {
        return new Reason(code, feature, value, baseline, contribution, words);
    }

    /** Whether the description has more information than the numbers. */
    public boolean saysMore() {
        return !description.equals(ReasonCodes.sentence(feature, value, baseline, null));
    }
}
