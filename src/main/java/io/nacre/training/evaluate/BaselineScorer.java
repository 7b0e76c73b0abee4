package io.nacre.training.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;

/**
 * Something else that was trained on the same examples, to compare a bundle with.
 *
 * @param name short, without spaces
 * @param score the probability of fraud for a vector; need not be thread-safe
 */
public record BaselineScorer(String name, ToDoubleFunction<float[]> score) {
    public BaselineScorer {
        requireNonNull(name, "name is null");
        requireNonNull(score, "score is null");
    }
}
