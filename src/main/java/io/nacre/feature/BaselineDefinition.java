package io.nacre.feature;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is usual for an account where one feature looks: how to have it back from a payment's {@link AccountBaseline}.
 *
 * @param feature as in the catalogue, {@code layer.feature}
 * @param against what of the account the payment is compared with, in plain English
 * @param usual the value the feature would have if the payment were as the account's usually are; NaN: cannot be told
 * @param words the payment's value and the account's, on how many payments that rests; null: cannot be told
 */
record BaselineDefinition(
        String feature,
        String against,
        ToDoubleFunction<AccountBaseline> usual,
        Function<AccountBaseline, @Nullable String> words) {

    /** One that can be told of, but is no value of the feature. */
    static BaselineDefinition of(String feature, String against, Function<AccountBaseline, @Nullable String> words) {
        return new BaselineDefinition(feature, against, accountBaseline -> Double.NaN, words);
    }
}
