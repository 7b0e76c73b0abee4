package io.nacre.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoredLabelsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1023, 1024, 5000})
    void ordersRowsFromTheHighestScoreAndEqualOnesAsTheyCame(int rows) {
        ScoredLabels scoredLabels = new ScoredLabels();
        SplittableRandom random = new SplittableRandom(rows);
        for (int i = 0; i < rows; i++) {
            scoredLabels.add(random.nextInt(50) / 50.0, false, 1);
        }

        assertThat(scoredLabels.descending())
                .containsExactly(IntStream.range(0, rows)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -scoredLabels.score(i)))
                        .mapToInt(i -> i)
                        .toArray());
    }

    @Test
    void hasWeightOneByDefault() {
        ScoredLabels scoredLabels = new ScoredLabels();
        for (int i = 0; i < 3000; i++) {
            scoredLabels.add(0, false, i < 1500 ? 1 : 2);
        }

        assertThat(scoredLabels.weight(0)).isOne();
        assertThat(scoredLabels.weight(1499)).isOne();
        assertThat(scoredLabels.weight(1500)).isEqualTo(2);
        assertThat(scoredLabels.weight(2999)).isEqualTo(2);
    }
}
