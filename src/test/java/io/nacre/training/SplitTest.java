package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.Thresholds;
import io.nacre.payment.Channel;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SplitTest {

    private final Split split = new Split(0, 700, 850, 1000, 50);

    @Test
    void cutsByShareOfTransactions() {
        long[] times = LongStream.range(0, 100).map(i -> i * i).toArray();

        Split cut = Split.of(moments(times), SplitOptions.byShare(0.7, 0.15, Duration.ofMillis(50)));

        assertThat(cut).isEqualTo(new Split(0, 4900, 7225, 9802, 50));
    }

    @Test
    void takesMomentsAsGiven() {
        SplitOptions options = SplitOptions.DEFAULT.at(null, Instant.ofEpochMilli(30), Instant.ofEpochMilli(60), null);

        Split cut = Split.of(moments(0, 50, 99), options);

        assertThat(cut).isEqualTo(new Split(0, 30, 60, 100, Duration.ofDays(7).toMillis()));
    }

    @Test
    void leavesOutWhatWasNotYetKnownWhenTheTestBegan() {
        assertThat(split.use(row(600, true, 840))).isEqualTo(Split.Use.TRAIN);
        assertThat(split.use(row(600, true, 860))).isEqualTo(Split.Use.NONE);
        assertThat(split.use(row(790, false, 0))).isEqualTo(Split.Use.VALIDATE);
        assertThat(split.use(row(810, false, 0))).isEqualTo(Split.Use.NONE);
        assertThat(split.use(row(810, true, 820))).isEqualTo(Split.Use.NONE);
        assertThat(split.use(row(900, true, 5000))).isEqualTo(Split.Use.TEST);
        assertThat(split.use(row(1000, true, 5000))).isEqualTo(Split.Use.NONE);
    }

    @Test
    void refusesMomentsOutOfOrder() {
        SplitOptions options = SplitOptions.DEFAULT.at(null, Instant.ofEpochMilli(60), Instant.ofEpochMilli(30), null);

        assertThatThrownBy(() -> Split.of(moments(0, 50, 99), options))
                .hasMessageContaining("the split is not in order")
                .hasMessageContaining("give moments in this order");
    }

    @Test
    void samplesByIdAlone() {
        double mean = LongStream.range(0, 10_000)
                .mapToDouble(i -> Collector.uniform("t" + i))
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(0.49, 0.51);
        assertThat(Collector.uniform("t1")).isEqualTo(Collector.uniform("t1"));
    }

    @Test
    void choosesTheLowestThresholdsThatKeepTheirPromises() {
        Scored scored = new Scored();
        scored.add(0.95, true, 9);
        scored.add(0.8, false, 1);
        scored.add(0.6, true, 1);
        scored.add(0.5, false, 18);
        scored.add(0.1, false, 10_000);

        // From 0.6 on, 10 of 11 are fraud; from 0.5 on, 10 of 29.
        assertThat(ThresholdChoice.choose(scored)).isEqualTo(new Thresholds(0.5, 0.6));
    }

    @Test
    void takesTheProbabilityAtItsWordWhereNoScoreKeepsThePromise() {
        Scored scored = MetricsTest.scored(new double[] {0.4, 0.2}, false, true);

        assertThat(ThresholdChoice.choose(scored)).isEqualTo(new Thresholds(0.3, 0.9));
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

    private static Moments moments(long... timesMs) {
        Moments moments = new Moments();
        Arrays.stream(timesMs).forEach(moments::add);
        return moments;
    }
}
