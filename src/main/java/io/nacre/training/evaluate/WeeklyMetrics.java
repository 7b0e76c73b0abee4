package io.nacre.training.evaluate;

import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.ScoredLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The metrics of one week after the training, to show drift.
 *
 * @param from the start of the week; weeks count from the first evaluated transaction
 * @param meanScore equals the base rate if the scores are calibrated
 * @param metrics of this week alone
 */
public record WeeklyMetrics(Instant from, long transactions, long frauds, double meanScore, Metrics metrics) {

    private static final long WEEK_MS = 7 * 24 * 3600 * 1000L;

    /** The share of frauds. */
    public double baseRate() {
        return (double) frauds / transactions;
    }

    /** NaN unless the week has frauds and legitimate transactions. */
    public double averagePrecision() {
        return metrics.averagePrecision();
    }

    /** NaN unless the week has frauds and legitimate transactions. */
    public double calibrationError() {
        return metrics.calibrationError();
    }

    /** @param startMs the start of the first week */
    static List<WeeklyMetrics> of(HoldoutScores table, ScoredLabels scores, long startMs) {
        TreeMap<Long, ScoredLabels> byWeek = new TreeMap<>();
        for (int i = 0; i < scores.size(); i++) {
            long week = Math.floorDiv(table.row(i).atMs() - startMs, WEEK_MS);
            byWeek.computeIfAbsent(week, number -> new ScoredLabels()).add(scores.score(i), scores.fraud(i), 1);
        }
        List<WeeklyMetrics> weeks = new ArrayList<>();
        byWeek.forEach((number, scoredLabels) -> weeks.add(week(startMs + number * WEEK_MS, scoredLabels)));
        return weeks;
    }

    private static WeeklyMetrics week(long fromMs, ScoredLabels scoredLabels) {
        double sum = 0;
        long frauds = 0;
        for (int i = 0; i < scoredLabels.size(); i++) {
            sum += scoredLabels.score(i);
            frauds += scoredLabels.fraud(i) ? 1 : 0;
        }
        return new WeeklyMetrics(
                Instant.ofEpochMilli(fromMs),
                scoredLabels.size(),
                frauds,
                sum / scoredLabels.size(),
                Metrics.of(scoredLabels));
    }
}
