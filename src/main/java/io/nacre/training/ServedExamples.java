package io.nacre.training;

import io.nacre.decision.Example;
import io.nacre.feature.Layers;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job served and what became of it: vectors as they were scored, joined with their labels by transaction id.
 * What nobody complained of within the time that complaints take counts as honest; what is younger is left out.
 */
public final class ServedExamples {

    private final String fingerprint = Layers.fingerprint();
    private final Map<String, Example> served = new HashMap<>();
    private final Map<String, Label> labels = new HashMap<>();
    private long newestMs = Long.MIN_VALUE;
    private long foreign;

    /**
     * One that was served and whose truth is known, or taken for known.
     *
     * @param said the label; null where silence is taken for honesty
     */
    public record Row(
            Example served, boolean fraud, @Nullable Label said) {}

    /** A line of the topic: a vector or a label. What was served to other features is counted and left out. */
    public void add(Example example) {
        Label label = example.label();
        if (label != null) {
            labels.put(example.transactionId(), label);
        } else if (!example.fingerprint().equals(fingerprint)) {
            foreign++;
        } else {
            served.put(example.transactionId(), example);
            newestMs = Math.max(newestMs, example.atMs());
        }
    }

    /** How many vectors were for other features than these. */
    public long foreign() {
        return foreign;
    }

    /**
     * By event time, then id.
     *
     * @param silenceMs after so long without a label, a transaction counts as honest
     */
    public List<Row> rows(long silenceMs) {
        List<Row> rows = new ArrayList<>();
        for (Example example : served.values()) {
            Label label = labels.get(example.transactionId());
            if (label != null || example.atMs() <= newestMs - silenceMs) {
                rows.add(new Row(example, label != null && label.fraud(), label));
            }
        }
        rows.sort((left, right) -> left.served().atMs() == right.served().atMs()
                ? left.served().transactionId().compareTo(right.served().transactionId())
                : Long.compare(left.served().atMs(), right.served().atMs()));
        return rows;
    }
}
