package io.nacre.decision;

import static io.nacre.payment.Label.Source.CHARGEBACK;
import static io.nacre.payment.Label.Source.VERDICT;

import io.nacre.payment.Label;
import io.nacre.payment.SaturatingTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects one label if a transaction has several. A chargeback outranks a verdict. A verdict outranks the assumption
 * that an unlabelled transaction is legitimate. The order and number of arrivals do not matter.
 */
public final class LabelPrecedence {

    /** Checked in this order. Exactly one line applies. */
    public static final List<Line> TABLE = List.of(
            new Line(
                    "none", "a verdict or a chargeback", "the new label", LabelPrecedence::isFirst, Selection.ARRIVING),
            new Line(
                    "a verdict",
                    "a chargeback",
                    "the chargeback",
                    (current, arriving) -> are(VERDICT, current, CHARGEBACK, arriving),
                    Selection.ARRIVING),
            new Line(
                    "a chargeback",
                    "a verdict",
                    "the chargeback",
                    (current, arriving) -> are(CHARGEBACK, current, VERDICT, arriving),
                    Selection.CURRENT),
            new Line(
                    "a chargeback",
                    "another chargeback",
                    "the chargeback with the earlier time",
                    (current, arriving) -> are(CHARGEBACK, current, CHARGEBACK, arriving),
                    Selection.EARLIER_OF_BOTH),
            new Line(
                    "a verdict",
                    "another verdict",
                    "the verdict with the later time; at equal times, the fraud verdict",
                    (current, arriving) -> are(VERDICT, current, VERDICT, arriving),
                    Selection.LATER_OF_BOTH));

    private LabelPrecedence() {}

    /** Whether a line applies. */
    @FunctionalInterface
    interface Condition {
        boolean applies(@Nullable Label current, Label arriving);
    }

    /** Which of the two labels a line selects. */
    enum Selection {
        CURRENT,
        ARRIVING,
        EARLIER_OF_BOTH,
        LATER_OF_BOTH
    }

    /**
     * A line of the table.
     *
     * @param current the current label, in words
     * @param arriving the arriving label, in words
     * @param result the label that counts, in words
     */
    public record Line(String current, String arriving, String result, Condition condition, Selection winner) {}

    /**
     * Selects the label that counts after another one has arrived.
     *
     * @param current the current label of the same transaction; null if it has none
     */
    public static Label merge(@Nullable Label current, Label arriving) {
        for (int i = 0; i < TABLE.size(); i++) {
            Line line = TABLE.get(i);
            if (line.condition.applies(current, arriving)) {
                return current == null ? arriving : resolve(line.winner, current, arriving);
            }
        }
        throw new IllegalStateException("no row applies to " + current + " and " + arriving);
    }

    /**
     * Whether a label may be used for training. The label-maturity window must have passed, and a fraud label must have
     * been known by then. Early fraud labels wait as well. Otherwise the share of fraud among recent transactions would
     * be too high.
     *
     * @param atMs event time of the transaction, ms since 1970
     * @param nowMs time of the check, ms since 1970
     * @param maturityMs the label-maturity window: after it, an unlabelled transaction counts as legitimate
     */
    public static boolean isMature(Label label, long atMs, long nowMs, long maturityMs) {
        return SaturatingTime.plus(atMs, maturityMs) <= nowMs && (!label.fraud() || label.knownAtMs() <= nowMs);
    }

    private static Label resolve(Selection winner, Label current, Label arriving) {
        return switch (winner) {
            case CURRENT -> current;
            case ARRIVING -> arriving;
            case EARLIER_OF_BOTH -> arriving.knownAtMs() < current.knownAtMs() ? arriving : current;
            case LATER_OF_BOTH -> {
                boolean isLater = arriving.knownAtMs() > current.knownAtMs();
                boolean graver = arriving.knownAtMs() == current.knownAtMs() && arriving.fraud();
                yield isLater || graver ? arriving : current;
            }
        };
    }

    private static boolean isFirst(@Nullable Label current, Label arriving) {
        return current == null;
    }

    private static boolean are(Label.Source before, @Nullable Label current, Label.Source now, Label arriving) {
        return current != null && current.source() == before && arriving.source() == now;
    }
}
