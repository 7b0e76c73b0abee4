package io.nacre.rules;

import io.nacre.decision.Decision;
import io.nacre.decision.RuleHit;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How each version of each rule did, from decisions and the labels that came since. Labels first, then decisions. */
public final class RuleReport {

    private final Map<String, Boolean> frauds = new HashMap<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private long labelledFrauds;

    /**
     * One version of a rule.
     *
     * @param hits transactions it applied to
     * @param failures transactions it could not be evaluated on
     * @param labelled hits of which it is known what they were
     * @param frauds hits that were fraud
     * @param shared hits on which another rule applied, too
     * @param precision share of frauds in what is labelled; NaN where nothing is
     * @param recall share of all known frauds that it hit; NaN where none is known
     */
    public record Line(
            String key,
            long hits,
            long failures,
            long labelled,
            long frauds,
            long shared,
            double precision,
            double recall) {}

    /** What became known of a transaction; a later label replaces an earlier one. */
    public void add(Label label) {
        frauds.put(label.transactionId(), label.fraud());
    }

    /** A decision; one that repeats another counts for nothing. */
    public void add(Decision decision) {
        if (decision.duplicate()) {
            return;
        }
        Boolean fraud = frauds.get(decision.transactionId());
        labelledFrauds += Boolean.TRUE.equals(fraud) ? 1 : 0;
        List<RuleHit> hits = decision.advice().rules();
        long applied = hits.stream().filter(hit -> !hit.failed()).count();
        for (RuleHit hit : hits) {
            Tally tally = tallies.computeIfAbsent(hit.ruleId() + "@" + hit.version(), key -> new Tally());
            if (hit.failed()) {
                tally.failures++;
            } else {
                tally.hits++;
                tally.labelled += fraud == null ? 0 : 1;
                tally.frauds += Boolean.TRUE.equals(fraud) ? 1 : 0;
                tally.shared += applied > 1 ? 1 : 0;
            }
        }
    }

    /** One line for each version that ever applied or failed, by key. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        tallies.forEach((key, tally) -> lines.add(new Line(
                key,
                tally.hits,
                tally.failures,
                tally.labelled,
                tally.frauds,
                tally.shared,
                (double) tally.frauds / tally.labelled,
                (double) tally.frauds / labelledFrauds)));
        return List.copyOf(lines);
    }

    private static final class Tally {
        private long hits;
        private long failures;
        private long labelled;
        private long frauds;
        private long shared;
    }
}
