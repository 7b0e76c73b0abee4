package io.nacre.feature;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Defines the account's usual value of one feature, and how to derive it from an {@link AccountBaseline}.
 *
 * @param feature name in the catalogue, {@code layer.feature}
 * @param against the account's value with which the transaction is compared, in plain English
 * @param usual the feature's value in a usual transaction of the account; NaN if it cannot be derived
 * @param words the transaction's value, the account's value and the number of transactions behind it; null if it cannot
 *     be derived
 */
record BaselineDefinition(
        String feature,
        String against,
        ToDoubleFunction<AccountBaseline> usual,
        Function<AccountBaseline, @Nullable String> words) {

    /** A comparison in words only: the feature has no usual value. */
    static BaselineDefinition of(String feature, String against, Function<AccountBaseline, @Nullable String> words) {
        return new BaselineDefinition(feature, against, accountBaseline -> Double.NaN, words);
    }
}
