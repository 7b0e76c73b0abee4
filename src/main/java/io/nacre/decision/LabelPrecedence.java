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
                    "nothing",
                    "a verdict or a chargeback",
                    "the new label counts",
                    LabelPrecedence::isFirst,
                    Belief.ARRIVING),
            new Line(
                    "a verdict",
                    "a chargeback",
                    "the chargeback counts, because the money is gone",
                    (known, news) -> are(VERDICT, known, CHARGEBACK, news),
                    Belief.ARRIVING),
            new Line(
                    "a chargeback",
                    "a verdict",
                    "the chargeback counts",
                    (known, news) -> are(CHARGEBACK, known, VERDICT, news),
                    Belief.KNOWN),
            new Line(
                    "a chargeback",
                    "another chargeback",
                    "the earlier time counts",
                    (known, news) -> are(CHARGEBACK, known, CHARGEBACK, news),
                    Belief.EARLIER_OF_BOTH),
            new Line(
                    "a verdict",
                    "another verdict",
                    "the later verdict counts; of two with the same time, the fraud",
                    (known, news) -> are(VERDICT, known, VERDICT, news),
                    Belief.LATER_OF_BOTH));

    private LabelPrecedence() {}

    /** Whether a line applies. */
    @FunctionalInterface
    interface Condition {
        boolean applies(@Nullable Label known, Label news);
    }

    /** Which of the two labels a line selects. */
    enum Belief {
        KNOWN,
        ARRIVING,
        EARLIER_OF_BOTH,
        LATER_OF_BOTH
    }

    /**
     * A line of the table.
     *
     * @param known the current label, in words
     * @param arriving the arriving label, in words
     * @param then the effect, in words
     */
    public record Line(String known, String arriving, String then, Condition condition, Belief winner) {}

    /**
     * Selects the label that counts after another one has arrived.
     *
     * @param known the current label of the same transaction; null if it has none
     */
    public static Label merge(@Nullable Label known, Label arriving) {
        for (int i = 0; i < TABLE.size(); i++) {
            Line line = TABLE.get(i);
            if (line.condition.applies(known, arriving)) {
                return known == null ? arriving : resolve(line.winner, known, arriving);
            }
        }
        throw new IllegalStateException("no line applies to " + known + " and " + arriving);
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
    public static boolean isRipe(Label label, long atMs, long nowMs, long maturityMs) {
        return SaturatingTime.plus(atMs, maturityMs) <= nowMs && (!label.fraud() || label.knownAtMs() <= nowMs);
    }

    private static Label resolve(Belief winner, Label known, Label arriving) {
        return switch (winner) {
            case KNOWN -> known;
            case ARRIVING -> arriving;
            case EARLIER_OF_BOTH -> arriving.knownAtMs() < known.knownAtMs() ? arriving : known;
            case LATER_OF_BOTH -> {
                boolean isLater = arriving.knownAtMs() > known.knownAtMs();
                boolean graver = arriving.knownAtMs() == known.knownAtMs() && arriving.fraud();
                yield isLater || graver ? arriving : known;
            }
        };
    }

    private static boolean isFirst(@Nullable Label known, Label news) {
        return known == null;
    }

    private static boolean are(Label.Source before, @Nullable Label known, Label.Source now, Label news) {
        return known != null && known.source() == before && news.source() == now;
    }
}
