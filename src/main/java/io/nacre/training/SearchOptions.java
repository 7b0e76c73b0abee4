package io.nacre.training;

import io.nacre.training.metrics.OptionBounds;
import java.nio.file.Path;

/**
 * The options of the hyperparameter search.
 *
 * @param trials the number of trials; the first uses the given options
 * @param journal the file that records each trial, so that an interrupted search can resume
 */
public record SearchOptions(int trials, Path journal) {

    public SearchOptions {
        OptionBounds.require(trials >= 1 && trials <= 10_000, "search", trials, "1 to 10000 trials");
    }
}
