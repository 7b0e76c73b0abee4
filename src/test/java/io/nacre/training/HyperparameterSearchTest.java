package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.training.fit.TreeOptions;
import io.nacre.training.history.ProgressReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HyperparameterSearchTest {

    private static final TrainingOptions GIVEN = TrainingOptions.DEFAULT.withFraudFactor(10);

    @TempDir
    private Path folder;

    private final List<TrainingOptions> tried = new ArrayList<>();

    @Test
    void triesTheGivenOptionsFirstAndKeepsTheBest() throws IOException {
        TrainingOptions best = search(8, "a");

        assertThat(tried).hasSize(8).doesNotHaveDuplicates();
        assertThat(tried.get(0)).isEqualTo(GIVEN);
        assertThat(best)
                .isEqualTo(tried.stream()
                        .max((a, b) -> Double.compare(averagePrecision(a), averagePrecision(b)))
                        .orElseThrow());
    }

    @Test
    void endsAsItWouldHaveWithoutAnInterruption() throws IOException {
        TrainingOptions atOnce = search(6, "a");
        String journal = Files.readString(folder.resolve("a"));
        tried.clear();

        search(2, "b");
        Files.writeString(folder.resolve("b"), Files.readString(folder.resolve("b")) + "trial 3 0.4");
        TrainingOptions inParts = search(6, "b");

        assertThat(tried).hasSize(6);
        assertThat(inParts).isEqualTo(atOnce);
        assertThat(folder.resolve("b")).hasContent(journal);
    }

    @Test
    void resumesACompletedSearchWithoutTrials() throws IOException {
        TrainingOptions first = search(3, "a");
        tried.clear();

        assertThat(search(3, "a")).isEqualTo(first);
        assertThat(tried).isEmpty();
    }

    @Test
    void refusesTheJournalOfAnotherSearch() throws IOException {
        search(1, "a");

        assertThatThrownBy(() -> new HyperparameterSearch(
                                new SearchOptions(1, folder.resolve("a")), "other", ProgressReporter.SILENT)
                        .best(GIVEN, this::averagePrecision))
                .hasMessageContaining("belongs to another search (seed 42, 100 examples)")
                .hasMessageContaining("delete the file");
        assertThatThrownBy(() -> new HyperparameterSearch(
                                new SearchOptions(1, folder.resolve("a")), "100 examples", ProgressReporter.SILENT)
                        .best(GIVEN.withSeed(7), this::averagePrecision))
                .hasMessageContaining("this one is (seed 7");
    }

    @Test
    void neverDrawsMoreTreesThanAllowed() {
        TrainingOptions few = GIVEN.with(TreeOptions.DEFAULT.withMost(0));

        for (int trial = 0; trial < 50; trial++) {
            assertThat(HyperparameterSearch.sampled(few, trial).trees().maxTrees())
                    .isZero();
            assertThat(HyperparameterSearch.sampled(few, trial).trees().maxTreesPerTrial())
                    .isZero();
        }
    }

    private TrainingOptions search(int trials, String journal) throws IOException {
        return new HyperparameterSearch(
                        new SearchOptions(trials, folder.resolve(journal)), "100 examples", ProgressReporter.SILENT)
                .best(GIVEN, options -> {
                    tried.add(options);
                    return averagePrecision(options);
                });
    }

    /** Shallow trees rank best, then a narrow network. */
    private double averagePrecision(TrainingOptions options) {
        return 1.0 / options.trees().depth() + 0.0001 / options.network().hidden();
    }
}
