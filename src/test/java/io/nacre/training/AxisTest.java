package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AxisTest {

    @Test
    void endsAtARoundNumberWithFewSteps() {
        assertThat(texts(Axis.upTo("", 2993))).containsExactly("0", "1 000", "2 000", "3 000");
        assertThat(texts(Axis.upTo("", 0.83))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    }

    @Test
    void givesEveryDecadeTheSameRoom() {
        Axis axis = Axis.decades("", 0.3, 700);

        assertThat(texts(axis)).containsExactly("0.1", "1", "10", "100", "1 000");
        assertThat(axis.at(1)).isCloseTo(0.25, within(1e-9));
        assertThat(axis.at(0)).isZero();
        assertThat(axis.at(1e9)).isOne();
    }

    @Test
    void countsThingsByWholeNumbers() {
        assertThat(texts(Axis.counting("", 2))).containsExactly("0", "1", "2");
    }

    @Test
    void showsSharesAsPercent() {
        assertThat(texts(Axis.decades(""))).containsExactly("0.01 %", "0.1 %", "1 %", "10 %", "100 %");
        assertThat(texts(Axis.share("")).get(1)).isEqualTo("20 %");
    }

    private static List<String> texts(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::text).toList();
    }
}
