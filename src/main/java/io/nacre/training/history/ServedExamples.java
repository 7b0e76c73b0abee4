package io.nacre.training.history;

import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.LabelPrecedence;
import io.nacre.decision.ServedDecision;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins served vectors with their decisions and labels by transaction id. A paid transaction without a label counts as
 * legitimate once the label-maturity window has passed; a newer one is skipped. A transaction that was not paid and has
 * no label is skipped as well, because nobody disputes it.
 *
 * <p>All labels are kept, and all vectors with a label or without a plain approval. Of the plain approvals a sample is
 * kept; its share is halved whenever there are too many, and the weight of each is doubled.
 */
public final class ServedExamples {

    /** The default maximum of unlabelled approved vectors; one takes about a kilobyte. */
    public static final int MAX_UNLABELLED = 400_000;

    private final String fingerprint = Layers.fingerprint();
    private final int maxUnlabelled;
    private final Map<String, Example> served = new HashMap<>();
    private final Map<String, Label> labels = new HashMap<>();
    private final Map<String, ServedDecision> handled = new HashMap<>();
    private final Set<String> paidAfterChallenge = new HashSet<>();
    private double share = 1;
    private long newestMs = Long.MIN_VALUE;
    private long foreign;

    public ServedExamples() {
        this(MAX_UNLABELLED);
    }

    /** @param maxUnlabelled maximum number of unlabelled approved vectors */
    public ServedExamples(int maxUnlabelled) {
        this.maxUnlabelled = maxUnlabelled;
    }

    /**
     * A served vector with its label or its assumed label.
     *
     * @param label the label; null if the transaction counts as legitimate without one
     * @param decision the served decision; null for a plain approval
     * @param weight the number of transactions that it represents
     */
    public record LabelledExample(
            Example served,
            boolean fraud,
            @Nullable Label label,
            @Nullable ServedDecision decision,
            double weight) {

        /** Whether the label is an analyst's verdict. */
        public boolean isVerdict() {
            return label != null && label.source() == Label.Source.VERDICT;
        }

        /** Whether an analyst reviewed it at random. */
        public boolean isSampled() {
            return decision != null && decision.cause() == Cause.SAMPLED;
        }

        public LabelledExample weighing(double better) {
            return new LabelledExample(served, fraud, label, decision, better);
        }
    }

    /**
     * Notes the label of an example. A caller that reads the topic twice, first only for labels, keeps every vector
     * with a label.
     */
    public void note(Example example) {
        Label label = example.label();
        ServedDecision servedDecision = example.decision();
        if (label != null) {
            labels.merge(key(example), label, LabelPrecedence::merge);
        }
        if (servedDecision != null) {
            handled.put(key(example), servedDecision);
        }
    }

    /** Whether what became of a challenge is needed: {@link #note(LifecycleEvent)}. */
    public boolean hasChallenges() {
        return handled.values().stream().anyMatch(ServedDecision::wasChallenged);
    }

    /** Notes that a challenged transaction was paid. Without such an event, it was not. */
    public void note(LifecycleEvent event) {
        String key = key(event.accountId(), event.transactionId());
        ServedDecision served = handled.get(key);
        if (served != null && served.wasChallenged() && event.type().showsPayment()) {
            paidAfterChallenge.add(key);
        }
    }

    /** Adds a record of the topic. Vectors of other features are counted and skipped. */
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
        if (!isUnlabelled(key) || isSampled(example.transactionId())) {
            served.put(key, example);
        }
        while (served.size() - labelledOrHandled() > maxUnlabelled) {
            share /= 2;
            served.entrySet()
                    .removeIf(each -> isUnlabelled(each.getKey())
                            && !isSampled(each.getValue().transactionId()));
        }
    }

    /** The share of plain approvals that is kept; 1 unless there are too many. */
    public double share() {
        return share;
    }

    /** Event time of the newest served vector, ms since 1970; {@link Long#MIN_VALUE} without any. */
    public long newestMs() {
        return newestMs;
    }

    /** Every kept vector, with or without a label. */
    public Collection<Example> served() {
        return List.copyOf(served.values());
    }

    /** The number of vectors of other features. */
    public long foreign() {
        return foreign;
    }

    /**
     * The labelled examples, ordered by event time, then id.
     *
     * @param maturityMs the label-maturity window: after it, a paid transaction without a label counts as legitimate
     */
    public List<LabelledExample> rows(long maturityMs) {
        List<LabelledExample> rows = new ArrayList<>();
        for (Example example : served.values()) {
            String id = key(example);
            Label label = labels.get(id);
            ServedDecision servedDecision = handled.get(id);
            if (label != null) {
                rows.add(new LabelledExample(example, label.fraud(), label, servedDecision, 1));
            } else if (example.eventTimeMs() <= newestMs - maturityMs && wasPaid(id)) {
                rows.add(new LabelledExample(
                        example, false, null, servedDecision, servedDecision == null ? 1 / share : 1));
            }
        }
        rows.sort((left, right) -> left.served().eventTimeMs() == right.served().eventTimeMs()
                ? left.served().transactionId().compareTo(right.served().transactionId())
                : Long.compare(left.served().eventTimeMs(), right.served().eventTimeMs()));
        return rows;
    }

    /** The number of transactions that were not paid and have no label. They are not used for training. */
    public long unanswered() {
        return handled.keySet().stream()
                .filter(id -> !wasPaid(id) && !labels.containsKey(id))
                .count();
    }

    private boolean wasPaid(String id) {
        ServedDecision servedDecision = handled.get(id);
        return servedDecision == null || servedDecision.wasPaid() || paidAfterChallenge.contains(id);
    }

    private static String key(Example example) {
        return key(example.accountId(), example.transactionId());
    }

    /** An id is unique only within its account. */
    private static String key(String accountId, String transactionId) {
        return accountId + '\n' + transactionId;
    }

    private boolean isUnlabelled(String id) {
        return !labels.containsKey(id) && !handled.containsKey(id);
    }

    /** Whether the vector is in the random sample, regardless of its label. */
    public boolean isSampled(String id) {
        return share == 1 || Fnv1a.uniform(id) < share;
    }

    /** The minimum number of kept vectors that are not plain approvals. */
    private int labelledOrHandled() {
        return labels.size() + handled.size();
    }
}
