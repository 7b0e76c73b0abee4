package io.nacre.training;

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
public record Week(Instant from, long transactions, long frauds, double meanScore, Metrics metrics) {

    private static final long WEEK_MS = 7 * 24 * 3600 * 1000L;

    /** The share of fraud. */
    public double baseRate() {
        return (double) frauds / transactions;
    }

    /** @param startMs where the first week begins */
    static List<Week> of(ScoreTable table, Scored scores, long startMs) {
        TreeMap<Long, Scored> byWeek = new TreeMap<>();
        for (int i = 0; i < scores.size(); i++) {
            long week = Math.floorDiv(table.row(i).atMs() - startMs, WEEK_MS);
            byWeek.computeIfAbsent(week, number -> new Scored()).add(scores.score(i), scores.fraud(i), 1);
        }
        List<Week> weeks = new ArrayList<>();
        byWeek.forEach((number, scored) -> weeks.add(week(startMs + number * WEEK_MS, scored)));
        return weeks;
    }

    private static Week week(long fromMs, Scored scored) {
        double sum = 0;
        long frauds = 0;
        for (int i = 0; i < scored.size(); i++) {
            sum += scored.score(i);
            frauds += scored.fraud(i) ? 1 : 0;
        }
        return new Week(Instant.ofEpochMilli(fromMs), scored.size(), frauds, sum / scored.size(), Metrics.of(scored));
    }
}
