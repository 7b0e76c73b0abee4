package io.nacre.rules;

import io.nacre.decision.Decision;
import io.nacre.decision.LabelPrecedence;
import io.nacre.decision.RuleHit;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of each version of each rule, from decisions and later labels. Add the labels first, then the decisions.
 */
public final class RuleReport {

    private final Map<PaymentKey, Label> labels = new HashMap<>();
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
            double recall) {

        /** The 95 % interval of the precision; null without labelled hits. */
        public @Nullable WilsonInterval precisionInterval() {
            return labelled == 0 ? null : WilsonInterval.of(precision, (double) labelled);
        }
    }

    /**
     * A rule that matched a transaction, or failed on it.
     *
     * @param key the key of the version
     */
    public record Hit(String key, boolean failed) {

        public static Hit of(RuleHit hit) {
            return new Hit(hit.ruleId() + "@" + hit.version(), hit.failed());
        }
    }

    private record PaymentKey(String accountId, String transactionId) {}

    /** Adds a label. Of several labels of a transaction, {@link LabelPrecedence} selects one. */
    public void add(Label label) {
        labels.merge(
                new PaymentKey(label.accountId(), label.transactionId()), label, (a, b) -> LabelPrecedence.merge(a, b));
    }

    /** Adds a decision. Duplicates are ignored. */
    public void add(Decision decision) {
        if (decision.duplicate()) {
            return;
        }
        Label label = labels.get(new PaymentKey(decision.accountId(), decision.transactionId()));
        List<Hit> hits = decision.scoring().rulesAndChallenger().rules().stream()
                .map(Hit::of)
                .toList();
        add(hits, label == null ? null : (Boolean) label.fraud(), 1);
    }

    /**
     * Adds decisions with the same hits and the same label.
     *
     * @param fraud null without a label
     * @param decisions the number of the decisions
     */
    public void add(Collection<Hit> hits, @Nullable Boolean fraud, long decisions) {
        labelledFrauds += Boolean.TRUE.equals(fraud) ? decisions : 0;
        long applied = hits.stream().filter(hit -> !hit.failed()).count();
        for (Hit hit : hits) {
            Tally tally = tallies.computeIfAbsent(hit.key(), key -> new Tally());
            if (hit.failed()) {
                tally.failures += decisions;
            } else {
                tally.hits += decisions;
                tally.labelled += fraud == null ? 0 : decisions;
                tally.frauds += Boolean.TRUE.equals(fraud) ? decisions : 0;
                tally.shared += applied > 1 ? decisions : 0;
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
