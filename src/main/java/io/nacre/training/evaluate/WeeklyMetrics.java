package io.nacre.training.evaluate;

import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.ScoredLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One of the weeks that follow the training: whether the score keeps its worth.
 *
 * @param from its first moment; weeks count from the first judged transaction
 * @param meanScore equals the share of fraud where the scores are calibrated
 * @param metrics of this week alone
 */
public record WeeklyMetrics(Instant from, long transactions, long frauds, double meanScore, Metrics metrics) {

    private static final long WEEK_MS = 7 * 24 * 3600 * 1000L;

    /** The share of fraud. */
    public double baseRate() {
        return (double) frauds / transactions;
    }

    /** @param startMs where the first week begins */
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
