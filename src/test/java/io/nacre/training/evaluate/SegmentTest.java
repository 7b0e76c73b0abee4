package io.nacre.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.Thresholds;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import io.nacre.training.metrics.MoneyRecall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted apart: regions, ages of account, weeks, money. */
final class SegmentTest {

    private static final long DAY_MS = 86_400_000L;

    @Test
    void computesFalsePositivesAndRecallPerSegment() {
        HoldoutScores table = table(
                new HoldoutTransaction(0, "a", 10, false, "DE", 5),
                new HoldoutTransaction(0, "b", 10, false, "DE", 40),
                new HoldoutTransaction(0, "c", 10, true, "DE", 40),
                new HoldoutTransaction(0, "d", 10, true, "FR", 400));

        List<Segment> regions = Segment.byRegion(table, table.column(0), 0.5);
        List<Segment> ages = Segment.byAge(table, table.column(0), 0.5);

        assertThat(regions).extracting(Segment::name).containsExactly("DE", "FR");
        assertThat(regions.get(0)).isEqualTo(new Segment("DE", 3, 1, 0.5, 1));
        assertThat(regions.get(1).recall()).isZero();
        assertThat(regions.get(1).falsePositiveRate()).isNaN();
        assertThat(ages).extracting(Segment::name).containsExactly("under 30 days", "30 to 90 days", "a year or more");
        assertThat(ages.get(0).falsePositiveRate()).isOne();
    }

    @Test
    void putsRareRegionsTogether() {
        HoldoutTransaction[] rows = new HoldoutTransaction[23];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new HoldoutTransaction(0, "a", 1, false, "R" + i / 2, 1);
        }

        List<Segment> regions = Segment.byRegion(table(rows), table(rows).column(0), 0.5);

        assertThat(regions).hasSize(11);
        assertThat(regions)
                .filteredOn(each -> each.name().equals("other regions"))
                .hasSize(1);
    }

    @Test
    void cutsTheTestIntoWeeks() {
        HoldoutScores table = table(
                new HoldoutTransaction(5 * DAY_MS, "a", 1, true, "DE", 1),
                new HoldoutTransaction(11 * DAY_MS, "a", 1, false, "DE", 1),
                new HoldoutTransaction(13 * DAY_MS, "a", 1, true, "DE", 1));

        List<WeeklyMetrics> weeks = WeeklyMetrics.of(table, table.column(0), 5 * DAY_MS);

        assertThat(weeks).extracting(WeeklyMetrics::transactions).containsExactly(2L, 1L);
        assertThat(weeks).extracting(WeeklyMetrics::baseRate).containsExactly(0.5, 1.0);
        assertThat(weeks.get(0).meanScore()).isCloseTo((0.9 + 0.1) / 2, within(1e-12));
        assertThat(weeks.get(1).from().toEpochMilli()).isEqualTo(12 * DAY_MS);
    }

    @Test
    void weighsFraudByItsMoney() {
        HoldoutScores table = table(
                new HoldoutTransaction(0, "a", 900, true, "DE", 1),
                new HoldoutTransaction(0, "b", 100, true, "DE", 1),
                new HoldoutTransaction(0, "c", 500, false, "DE", 1));

        MoneyRecall money = MoneyRecall.of(table, table.column(0), new Thresholds(0.1, 0.5), "EUR");

        assertThat(money).isEqualTo(new MoneyRecall("EUR", 1000, 1, 0.9, 0.9, 0.9));
    }

    /** Scores 0.9, 0.1, 0.8, and 0.2 from then on. */
    private static HoldoutScores table(HoldoutTransaction... rows) {
        double[] scores = {0.9, 0.1, 0.8, 0.2};
        HoldoutScores table = new HoldoutScores(1);
        for (int i = 0; i < rows.length; i++) {
            table.add(rows[i], new double[] {scores[Math.min(i, 3)]});
        }
        return table;
    }
}
