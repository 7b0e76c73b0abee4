package io.nacre.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.Thresholds;
import io.nacre.payment.Channel;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.training.fit.DefaultThresholds;
import io.nacre.training.history.Fnv1a;
import io.nacre.training.metrics.MetricsTest;
import io.nacre.training.metrics.ScoredLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TimeSplitTest {

    private final TimeSplit timeSplit = new TimeSplit(0, 700, 850, 1000, 50);

    @Test
    void cutsByShareOfTransactions() {
        long[] times = LongStream.range(0, 100).map(i -> i * i).toArray();

        TimeSplit cut = TimeSplit.of(moments(times), TimeSplitOptions.byShare(0.7, 0.15, Duration.ofMillis(50)));

        assertThat(cut).isEqualTo(new TimeSplit(0, 4900, 7225, 9802, 50));
    }

    @Test
    void usesTheGivenTimes() {
        TimeSplitOptions options =
                TimeSplitOptions.DEFAULT.at(null, Instant.ofEpochMilli(30), Instant.ofEpochMilli(60), null);

        TimeSplit cut = TimeSplit.of(moments(0, 50, 99), options);

        assertThat(cut)
                .isEqualTo(new TimeSplit(0, 30, 60, 100, Duration.ofDays(7).toMillis()));
    }

    @Test
    void leavesOutWhatWasNotYetKnownWhenTheTestBegan() {
        assertThat(timeSplit.use(row(600, true, 840))).isEqualTo(TimeSplit.Use.TRAIN);
        assertThat(timeSplit.use(row(600, true, 860))).isEqualTo(TimeSplit.Use.NONE);
        assertThat(timeSplit.use(row(790, false, 0))).isEqualTo(TimeSplit.Use.VALIDATE);
        assertThat(timeSplit.use(row(810, false, 0))).isEqualTo(TimeSplit.Use.NONE);
        assertThat(timeSplit.use(row(810, true, 820))).isEqualTo(TimeSplit.Use.NONE);
        assertThat(timeSplit.use(row(900, true, 5000))).isEqualTo(TimeSplit.Use.TEST);
        assertThat(timeSplit.use(row(1000, true, 5000))).isEqualTo(TimeSplit.Use.NONE);
    }

    @Test
    void refusesMomentsOutOfOrder() {
        TimeSplitOptions options =
                TimeSplitOptions.DEFAULT.at(null, Instant.ofEpochMilli(60), Instant.ofEpochMilli(30), null);

        assertThatThrownBy(() -> TimeSplit.of(moments(0, 50, 99), options))
                .hasMessageContaining("the split is not in order")
                .hasMessageContaining("set times in this order");
    }

    @Test
    void samplesByIdAlone() {
        double mean = LongStream.range(0, 10_000)
                .mapToDouble(i -> Fnv1a.uniform("t" + i))
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(0.49, 0.51);
        assertThat(Fnv1a.uniform("t1")).isEqualTo(Fnv1a.uniform("t1"));
    }

    @Test
    void choosesTheLowestThresholdsThatKeepTheirPromises() {
        ScoredLabels scoredLabels = new ScoredLabels();
        scoredLabels.add(0.95, true, 9);
        scoredLabels.add(0.8, false, 1);
        scoredLabels.add(0.6, true, 1);
        scoredLabels.add(0.5, false, 18);
        scoredLabels.add(0.1, false, 10_000);

        // From 0.6 on, 10 of 11 are fraud; from 0.5 on, 10 of 29.
        assertThat(DefaultThresholds.choose(scoredLabels)).isEqualTo(new Thresholds(0.5, 0.6));
    }

    @Test
    void usesTheProbabilityIfNoScoreReachesThePrecision() {
        ScoredLabels scoredLabels = MetricsTest.scored(new double[] {0.4, 0.2}, false, true);

        assertThat(DefaultThresholds.choose(scoredLabels)).isEqualTo(new Thresholds(0.3, 0.9));
    }

    private static LabelledTransaction row(long atMs, boolean fraud, long knownAtMs) {
        Transaction transaction = new Transaction(
                "t",
                atMs,
                "a",
                null,
                new Money(1, "EUR"),
                Channel.CASH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        return new LabelledTransaction(
                transaction, new Label("t", "a", fraud, knownAtMs, Label.Source.CHARGEBACK), null);
    }

    private static EventTimeQuantiles moments(long... timesMs) {
        EventTimeQuantiles eventTimeQuantiles = new EventTimeQuantiles();
        Arrays.stream(timesMs).forEach(eventTimeQuantiles::add);
        return eventTimeQuantiles;
    }
}
