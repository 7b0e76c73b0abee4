package io.nacre.training;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;

/**
 * Something else that was trained on the same examples, to compare a bundle with.
 *
 * @param name short, without spaces
 * @param score the probability of fraud for a vector; need not be thread-safe
 */
record BaselineScorer(String name, ToDoubleFunction<float[]> score) {
    BaselineScorer {
        requireNonNull(name, "name is null");
        requireNonNull(score, "score is null");
    }
}
