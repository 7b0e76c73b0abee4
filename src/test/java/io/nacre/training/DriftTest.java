package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {

    @Test
    void namesWhatMovedAndLeavesAloneWhatDidNot() {
        List<Drift.Line> lines =
                Drift.of(List.of("still", "moved", "flag"), rows(5_000, 1, 0, 0.1), rows(5_000, 2, 1, 0.5));

        assertThat(lines).extracting(Drift.Line::name).endsWith("still");
        assertThat(lines.get(0).index()).isGreaterThan(Drift.GRAVE);
        assertThat(lines.get(1).index()).isGreaterThan(Drift.GRAVE);
        assertThat(lines.get(2).index()).isLessThan(Drift.NOTABLE);
    }

    @Test
    void computesTheIndexOfItsDefinition() {
        float[] before = {0, 0, 0, 1};
        float[] now = {0, 1, 1, 1};

        assertThat(Drift.index(before, now)).isCloseTo(2 * 0.5 * Math.log(3), within(1e-9));
        assertThat(Drift.index(before, before)).isZero();
    }

    @Test
    void aConstantDoesNotDriftUntilItChanges() {
        assertThat(Drift.index(new float[] {7, 7, 7}, new float[] {7, 7})).isZero();
        assertThat(Drift.index(new float[] {7, 7, 7}, new float[] {8, 8})).isGreaterThan(Drift.GRAVE);
    }

    @Test
    void saysWhereThereIsNothingToCompare() {
        assertThatThrownBy(() -> Drift.of(List.of("a"), List.of(), List.of(new float[1])))
                .hasMessageContaining("0 examples before, 1 since");
    }

    private static List<float[]> rows(int count, long seed, double shift, double share) {
        Random random = new Random(seed);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new float[] {
                (float) random.nextGaussian(),
                (float) (random.nextGaussian() + shift),
                random.nextDouble() < share ? 1 : 0
            });
        }
        return rows;
    }
}
