package io.nacre.training;

import io.nacre.training.metrics.OptionBounds;
import java.nio.file.Path;

/**
 * How better options are looked for.
 *
 * @param trials how many are tried, the given ones first
 * @param journal what was tried is written there, line by line, so that an interrupted search goes on
 */
public record SearchOptions(int trials, Path journal) {

    public SearchOptions {
        OptionBounds.require(trials >= 1 && trials <= 10_000, "search", trials, "1 to 10000 trials");
    }
}
