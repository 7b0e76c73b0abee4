package io.nacre.training;

import io.nacre.decision.Example;
import io.nacre.feature.Layers;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job served and what became of it: vectors as they were scored, joined with their labels by transaction id.
 * What nobody complained of within the time that complaints take counts as honest; what is younger is left out.
 *
 * <p>However much was served, no more than so many vectors and as many labels are held: of more, a fair sample by
 * transaction id, the same for both, so that each still finds the other.
 */
public final class ServedExamples {

    /** Enough to train and to judge by; their vectors take about 250 MB. */
    public static final int ROWS_MAX = 200_000;

    private final int rowsMax;
    private final String fingerprint = Layers.fingerprint();
    private final Map<String, Example> served = new HashMap<>();
    private final Map<String, Label> labels = new HashMap<>();
    private long newestMs = Long.MIN_VALUE;
    private long foreign;
    private double share = 1;

    public ServedExamples() {
        this(ROWS_MAX);
    }

    /**
     * None yet.
     *
     * @param rowsMax no more vectors than this are held, and no more labels
     */
    public ServedExamples(int rowsMax) {
        this.rowsMax = rowsMax;
    }

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
        boolean fits = label != null || example.fingerprint().equals(fingerprint);
        foreign += fits ? 0 : 1;
        if (fits && label == null) {
            newestMs = Math.max(newestMs, example.atMs());
        }
        if (!fits || !isSampled(example.transactionId())) {
            return;
        }
        if (label != null) {
            labels.put(example.transactionId(), label);
        } else {
            served.put(example.transactionId(), example);
        }
        while (served.size() > rowsMax || labels.size() > rowsMax) {
            share /= 2;
            served.keySet().removeIf(id -> !isSampled(id));
            labels.keySet().removeIf(id -> !isSampled(id));
        }
    }

    private boolean isSampled(String transactionId) {
        return share == 1 || Collector.uniform(transactionId) < share;
    }

    /** Which share of all transactions is held; 1 unless there are too many. */
    public double share() {
        return share;
    }

    /** Every vector that was served, with or without a label. */
    public Collection<Example> served() {
        return List.copyOf(served.values());
    }

    /** Event time of the newest vector. */
    public long newestMs() {
        return newestMs;
    }

    /** How many vectors were for other features than these. */
    public long foreign() {
        return foreign;
    }

    /**
     * How the truth came to be known, in words. Labels are not a fair sample: analysts see what was suspected, and what
     * nobody looked at counts as honest; so fraud that no model suspects and nobody disputes is learned as honesty.
     */
    public static String labelling(List<Row> rows) {
        long verdicts =
                rows.stream().filter(row -> isOf(row, Label.Source.VERDICT)).count();
        long chargebacks =
                rows.stream().filter(row -> isOf(row, Label.Source.CHARGEBACK)).count();
        long frauds = rows.stream().filter(Row::fraud).count();
        long missed = rows.stream()
                .filter(row -> row.fraud() && isOf(row, Label.Source.CHARGEBACK))
                .count();
        return rows.size() + " transactions: " + verdicts + " labelled by analysts, " + chargebacks
                + " by chargebacks, " + (rows.size() - verdicts - chargebacks) + " honest by silence; of " + frauds
                + " frauds, " + missed + " became known by chargeback alone";
    }

    private static boolean isOf(Row row, Label.Source source) {
        return row.said() != null && row.said().source() == source;
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
