package io.nacre.training.inspect;

import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The number of transactions and frauds per week, month or year. */
final class FraudTimeline {
    /** Above this length the timeline uses months ... */
    private static final long MAX_WEEKS_MS = 30 * 7 * Millis.DAY_MS;

    /** ... and above this length years. */
    private static final long MAX_MONTHS_MS = 3 * 366 * Millis.DAY_MS;

    private final Map<LocalDate, long[]> days = new TreeMap<>();
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private long rows;
    private long outOfOrder;

    void add(LabelledTransaction labelled) {
        long atMs = labelled.transaction().eventTimeMs();
        rows++;
        outOfOrder += atMs < lastMs ? 1 : 0;
        firstMs = Math.min(firstMs, atMs);
        lastMs = Math.max(lastMs, atMs);
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(atMs, Millis.DAY_MS));
        long[] counts = days.computeIfAbsent(day, unused -> new long[3]);
        counts[0]++;
        if (labelled.label() != null) {
            counts[1]++;
            counts[2] += labelled.label().fraud() ? 1 : 0;
        }
    }

    boolean isEmpty() {
        return rows == 0;
    }

    Instant first() {
        return Instant.ofEpochMilli(firstMs);
    }

    Instant last() {
        return Instant.ofEpochMilli(lastMs);
    }

    /** The share of transactions that follow a later one. */
    double outOfOrderShare() {
        return rows == 0 ? 0 : (double) outOfOrder / rows;
    }

    /** Weeks from Monday, or calendar months or years, in UTC; without empty ones. */
    List<DataReport.Span> spans() {
        TemporalAdjuster begins = begins(lastMs - firstMs);
        Map<LocalDate, long[]> spans = new TreeMap<>();
        days.forEach((day, counts) -> {
            long[] sum = spans.computeIfAbsent(day.with(begins), unused -> new long[3]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += counts[i];
            }
        });
        List<DataReport.Span> result = new ArrayList<>();
        spans.forEach((begin, sum) -> result.add(new DataReport.Span(begin, sum[0], sum[1], sum[2])));
        return result;
    }

    private static TemporalAdjuster begins(long periodMs) {
        if (periodMs <= MAX_WEEKS_MS) {
            return TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY);
        }
        return periodMs <= MAX_MONTHS_MS ? TemporalAdjusters.firstDayOfMonth() : TemporalAdjusters.firstDayOfYear();
    }
}
