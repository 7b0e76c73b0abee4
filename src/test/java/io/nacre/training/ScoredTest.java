package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoredTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1023, 1024, 5000})
    void ordersRowsFromTheHighestScoreAndEqualOnesAsTheyCame(int rows) {
        Scored scored = new Scored();
        SplittableRandom random = new SplittableRandom(rows);
        for (int i = 0; i < rows; i++) {
            scored.add(random.nextInt(50) / 50.0, false, 1);
        }

        assertThat(scored.descending())
                .containsExactly(IntStream.range(0, rows)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -scored.score(i)))
                        .mapToInt(i -> i)
                        .toArray());
    }

    @Test
    void weighsOneUnlessToldOtherwise() {
        Scored scored = new Scored();
        for (int i = 0; i < 3000; i++) {
            scored.add(0, false, i < 1500 ? 1 : 2);
        }

        assertThat(scored.weight(0)).isOne();
        assertThat(scored.weight(1499)).isOne();
        assertThat(scored.weight(1500)).isEqualTo(2);
        assertThat(scored.weight(2999)).isEqualTo(2);
    }
}
