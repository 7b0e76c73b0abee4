package io.nacre.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OperatingPointTest {

    private static final long DAY_MS = 86_400_000L;

    /** Ten minutes of an hour of 60 are 10. */
    private static final CostModel COSTS = new CostModel(10, 60, 3, 20);

    @Test
    void addsMissedMoneyWorkAndFriction() {
        HoldoutScores table = new HoldoutScores(1);
        table.add(new HoldoutTransaction(0, "a", 100, true, "DE", 1), new double[] {0.9});
        table.add(new HoldoutTransaction(0, "b", 70, false, "DE", 1), new double[] {0.5});
        table.add(new HoldoutTransaction(DAY_MS, "c", 300, true, "DE", 1), new double[] {0.5});
        table.add(new HoldoutTransaction(2 * DAY_MS, "d", 20, false, "DE", 1), new double[] {0.1});

        List<OperatingPoint> points = OperatingPoint.of(table, table.column(0), COSTS);

        // Two days; ties are looked at together.
        assertThat(points)
                .containsExactly(
                        new OperatingPoint(1, 0, 0, 0, 0, 400 / 2.0, 400 / 2.0),
                        new OperatingPoint(0.9, 0.5, 0, 0.5, 0.25, 300 / 2.0, (300 + 10) / 2.0),
                        new OperatingPoint(0.5, 1.5, 0.5, 1, 1, 0, (30 + 3) / 2.0),
                        new OperatingPoint(0.1, 2, 1, 1, 1, 0, (40 + 6) / 2.0));
        assertThat(OperatingPoint.at(points, 0.6)).isEqualTo(points.get(1));
        assertThat(OperatingPoint.at(points, 0.95)).isEqualTo(points.get(0));
    }

    @Test
    void refusesCostsThatAreGains() {
        assertThatThrownBy(() -> new CostModel(5, 40, -1, 25)).hasMessage("friction is -1.0, but must be 0 or more");
    }
}
