package io.nacre.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartAxisTest {

    @Test
    void endsAtARoundNumberWithFewSteps() {
        assertThat(texts(ChartAxis.upTo("", 2993))).containsExactly("0", "1 000", "2 000", "3 000");
        assertThat(texts(ChartAxis.upTo("", 0.83))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    }

    @Test
    void givesEveryDecadeTheSameRoom() {
        ChartAxis chartAxis = ChartAxis.decades("", 0.3, 700);

        assertThat(texts(chartAxis)).containsExactly("0.1", "1", "10", "100", "1 000");
        assertThat(chartAxis.at(1)).isCloseTo(0.25, within(1e-9));
        assertThat(chartAxis.at(0)).isZero();
        assertThat(chartAxis.at(1e9)).isOne();
    }

    @Test
    void countsThingsByWholeNumbers() {
        assertThat(texts(ChartAxis.counting("", 2))).containsExactly("0", "1", "2");
    }

    @Test
    void showsSharesAsPercent() {
        assertThat(texts(ChartAxis.decades(""))).containsExactly("0.01 %", "0.1 %", "1 %", "10 %", "100 %");
        assertThat(texts(ChartAxis.share("")).get(1)).isEqualTo("20 %");
    }

    private static List<String> texts(ChartAxis chartAxis) {
        return chartAxis.ticks().stream().map(ChartAxis.Tick::text).toList();
    }
}
