package io.nacre.training.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;

/**
 * A model that was trained on the same examples, for comparison with a bundle.
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
