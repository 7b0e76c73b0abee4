package io.nacre.training.history;

import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.LabelPrecedence;
import io.nacre.decision.ServedDecision;
import io.nacre.feature.Layers;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job served and what became of it: vectors as they were scored, joined with what was done and with their
 * labels by transaction id. What was paid and nobody complained of within the time that complaints take counts as
 * honest; what is younger is left out, and so is what was not paid, for nobody complains of that.
 *
 * <p>Every label is held, and every vector that has one or was not just let pass. Of the others a share is, halved
 * whenever there are too many; then each stands for as many more.
 */
public final class ServedExamples {

    /** Silent vectors held at most, unless told otherwise; one takes about a kilobyte. */
    public static final int MAX_SILENT = 400_000;

    private final String fingerprint = Layers.fingerprint();
    private final int silentMost;
    private final Map<String, Example> served = new HashMap<>();
    private final Map<String, Label> labels = new HashMap<>();
    private final Map<String, ServedDecision> handled = new HashMap<>();
    private double share = 1;
    private long newestMs = Long.MIN_VALUE;
    private long foreign;

    public ServedExamples() {
        this(MAX_SILENT);
    }

    /** @param silentMost how many vectors to hold, at most, of which nothing is known but that they were let pass */
    public ServedExamples(int silentMost) {
        this.silentMost = silentMost;
    }

    /**
     * One that was served and whose truth is known, or taken for known.
     *
     * @param said the label; null where silence is taken for honesty
     * @param decision what was done; null where it was just let pass
     * @param weight how many it stands for
     */
    public record LabelledExample(
            Example served,
            boolean fraud,
            @Nullable Label said,
            @Nullable ServedDecision decision,
            double weight) {

        /** Whether an analyst says so, and no chargeback. */
        public boolean isVerdict() {
            return said != null && said.source() == Label.Source.VERDICT;
        }

        /** Whether it was drawn by lot for an analyst to look at. */
        public boolean isSampled() {
            return decision != null && decision.cause() == Cause.SAMPLED;
        }

        public LabelledExample weighing(double better) {
            return new LabelledExample(served, fraud, said, decision, better);
        }
    }

    /**
     * What is known of a transaction beside its vector. Whoever reads the topic twice, first only for this, loses no
     * vector that has a label, however many there are.
     */
    public void note(Example example) {
        Label label = example.label();
        ServedDecision servedDecision = example.decision();
        if (label != null) {
            labels.merge(key(example), label, LabelPrecedence::settle);
        }
        if (servedDecision != null) {
            handled.put(key(example), servedDecision);
        }
    }

    /** A line of the topic. What was served to other features is counted and left out. */
    public void add(Example example) {
        note(example);
        if (example.vector() == null) {
            return;
        }
        if (!example.featureFingerprint().equals(fingerprint)) {
            foreign++;
            return;
        }
        newestMs = Math.max(newestMs, example.eventTimeMs());
        String key = key(example);
        if (!isSilent(key) || isDrawn(example.transactionId())) {
            served.put(key, example);
        }
        while (served.size() - known() > silentMost) {
            share /= 2;
            served.entrySet()
                    .removeIf(each ->
                            isSilent(each.getKey()) && !isDrawn(each.getValue().transactionId()));
        }
    }

    /** Which share is held of what was just let pass; 1 unless there is too much of it. */
    public double share() {
        return share;
    }

    /** Event time of the newest vector that was served, ms since 1970; {@link Long#MIN_VALUE} before the first. */
    public long newestMs() {
        return newestMs;
    }

    /** Every vector that is held, with or without a label. */
    public Collection<Example> served() {
        return List.copyOf(served.values());
    }

    /** How many vectors were for other features than these. */
    public long foreign() {
        return foreign;
    }

    /**
     * By event time, then id.
     *
     * @param silenceMs after so long without a label, a transaction that was paid counts as honest
     */
    public List<LabelledExample> rows(long silenceMs) {
        List<LabelledExample> rows = new ArrayList<>();
        for (Example example : served.values()) {
            String id = key(example);
            Label label = labels.get(id);
            ServedDecision servedDecision = handled.get(id);
            if (label != null) {
                rows.add(new LabelledExample(example, label.fraud(), label, servedDecision, 1));
            } else if (example.eventTimeMs() <= newestMs - silenceMs
                    && (servedDecision == null || servedDecision.wasPaid())) {
                rows.add(new LabelledExample(
                        example, false, null, servedDecision, servedDecision == null ? 1 / share : 1));
            }
        }
        rows.sort((left, right) -> left.served().eventTimeMs() == right.served().eventTimeMs()
                ? left.served().transactionId().compareTo(right.served().transactionId())
                : Long.compare(left.served().eventTimeMs(), right.served().eventTimeMs()));
        return rows;
    }

    /** How many were declined or sent to review and never answered: of these nothing is learned. */
    public long unanswered() {
        return handled.entrySet().stream()
                .filter(each -> !each.getValue().wasPaid() && !labels.containsKey(each.getKey()))
                .count();
    }

    /** An id belongs to its account: what another one has under the same id is another transaction. */
    private static String key(Example example) {
        return example.accountId() + '\n' + example.transactionId();
    }

    private boolean isSilent(String id) {
        return !labels.containsKey(id) && !handled.containsKey(id);
    }

    /** Whether it would be held even if nothing were known of it: those that would are a fair sample of all. */
    public boolean isDrawn(String id) {
        return share == 1 || Fnv1a.uniform(id) < share;
    }

    /** At least so many of those held are not silent. */
    private int known() {
        return labels.size() + handled.size();
    }
}
