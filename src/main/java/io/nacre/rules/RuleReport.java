package io.nacre.rules;

import io.nacre.decision.Decision;
import io.nacre.decision.RuleHit;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statistics of each version of each rule, from decisions and later labels. Add the labels first, then the decisions.
 */
public final class RuleReport {

    private final Map<String, Boolean> frauds = new HashMap<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private long labelledFrauds;

    /**
     * The statistics of one version of a rule.
     *
     * @param hits transactions that it matched
     * @param failures transactions on which it could not be evaluated
     * @param labelled hits with a label
     * @param frauds hits that were fraud
     * @param shared hits that another rule matched as well
     * @param precision share of frauds among the labelled hits; NaN without labelled hits
     * @param recall share of all labelled frauds that it matched; NaN without labelled frauds
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

    /** Adds a label. A later label replaces an earlier one. */
    public void add(Label label) {
        frauds.put(label.transactionId(), label.fraud());
    }

    /** Adds a decision. Duplicates are ignored. */
    public void add(Decision decision) {
        if (decision.duplicate()) {
            return;
        }
        Boolean fraud = frauds.get(decision.transactionId());
        labelledFrauds += Boolean.TRUE.equals(fraud) ? 1 : 0;
        List<RuleHit> hits = decision.scoring().rulesAndChallenger().rules();
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

    /** One line for each version that matched or failed at least once, by key. */
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
