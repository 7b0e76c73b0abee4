package io.nacre.model.explain;

import static java.util.Objects.requireNonNull;

/**
 * Why a score is high: a feature without which it would be lower.
 *
 * @param code stable, upper case: the feature's name with '_' for '.', such as GEO_SPEED_KMH
 * @param feature as in the catalogue, {@code layer.feature}
 * @param value the feature's value in the served vector
 * @param baseline what is usual: the account's own value where its past tells it, else the mean of the feature over the
 *     training slice; NaN where neither is known
 * @param contribution what the final logit would lose were the feature usual
 * @param description the reason as an analyst reads it, with the value and the usual one
 */
public record Reason(
        String code, String feature, double value, double baseline, double contribution, String description) {
    public Reason {
        requireNonNull(code, "code is null");
        requireNonNull(feature, "feature is null");
        requireNonNull(description, "description is null");
    }

    /** One that is told by its number alone, whatever payment it is of. */
    public Reason(String code, String feature, double value, double usual, double contribution) {
        this(code, feature, value, usual, contribution, ReasonCodes.sentence(feature, value, usual, null));
    }

    /** The same, told in words. */
    public Reason withSentence(String words) {
        return new Reason(code, feature, value, baseline, contribution, words);
    }

    /** Whether the sentence says more than the numbers do. */
    public boolean saysMore() {
        return !description.equals(ReasonCodes.sentence(feature, value, baseline, null));
    }
}
