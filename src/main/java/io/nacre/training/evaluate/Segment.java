package io.nacre.training.evaluate;

import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import io.nacre.training.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A segment of the accounts with its false positive rate and recall at the review threshold. Differences between
 * segments show an unfair threshold.
 *
 * @param falsePositiveRate share of the legitimate transactions that are reviewed or declined; NaN without any
 * @param recall share of the frauds that are reviewed or declined; NaN without any
 */
public record Segment(String name, long transactions, long frauds, double falsePositiveRate, double recall) {

    private static final int MAX_REGIONS = 10;
    private static final double YEAR_DAYS = 365;

    /** By region: the ten with the most transactions, and all others together. */
    static List<Segment> byRegion(HoldoutScores table, ScoredLabels scores, double threshold) {
        Map<String, Integer> sizes = new HashMap<>();
        for (int i = 0; i < table.size(); i++) {
            sizes.merge(table.row(i).region(), 1, Integer::sum);
        }
        Set<String> shown = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_REGIONS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<Segment> segments =
                of(table, scores, threshold, row -> shown.contains(row.region()) ? row.region() : "other regions");
        segments.sort(Comparator.comparingLong(Segment::transactions).reversed());
        return segments;
    }

    /** By account age, youngest first. */
    static List<Segment> byAge(HoldoutScores table, ScoredLabels scores, double threshold) {
        Map<String, Segment> byName = of(table, scores, threshold, row -> age(row.accountAgeDays())).stream()
                .collect(Collectors.toMap(Segment::name, Function.identity()));
        return List.of(age(0), age(30), age(90), age(YEAR_DAYS)).stream()
                .filter(byName::containsKey)
                .map(byName::get)
                .toList();
    }

    private static String age(double days) {
        if (days < 30) {
            return "under 30 days";
        }
        if (days < 90) {
            return "30 to 90 days";
        }
        return days < YEAR_DAYS ? "90 days to a year" : "a year or more";
    }

    private static List<Segment> of(
            HoldoutScores table, ScoredLabels scores, double threshold, Function<HoldoutTransaction, String> name) {
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (int i = 0; i < table.size(); i++) {
            long[] count = counts.computeIfAbsent(name.apply(table.row(i)), key -> new long[4]);
            int kind = scores.fraud(i) ? 2 : 0;
            count[kind]++;
            count[kind + 1] += scores.score(i) >= threshold ? 1 : 0;
        }
        List<Segment> segments = new ArrayList<>();
        counts.forEach((key, count) -> segments.add(new Segment(
                key, count[0] + count[2], count[2], (double) count[1] / count[0], (double) count[3] / count[2])));
        return segments;
    }
}
