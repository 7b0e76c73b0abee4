package io.nacre.decision;

import static io.nacre.payment.Label.Source.CHARGEBACK;
import static io.nacre.payment.Label.Source.VERDICT;

import io.nacre.payment.Label;
import io.nacre.payment.SaturatingTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a transaction when several say something of it: a chargeback before a verdict before silence. It
 * comes out the same in whatever order they arrive, however often.
 */
public final class LabelPrecedence {

    /** In the order in which they are asked; exactly one applies. */
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

    /** What a line makes of the two. */
    enum Belief {
        KNOWN,
        ARRIVING,
        EARLIER_OF_BOTH,
        LATER_OF_BOTH
    }

    /**
     * A line of the table.
     *
     * @param known what is known, in words
     * @param arriving what is said now, in words
     * @param then what follows, in words
     */
    public record Line(String known, String arriving, String then, Condition condition, Belief winner) {}

    /**
     * The label that stands after another one has come.
     *
     * @param known of the same transaction; null where nobody has said anything yet
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
     * Whether what is believed of a transaction is ripe to be learned from: nobody has complained within the maturity
     * window, or what was said was said by then. Fraud that is known early waits as well: else frauds would be too
     * large a share of what is not ripe yet.
     *
     * @param atMs event time of the transaction, ms since 1970
     * @param nowMs when it is asked, ms since 1970
     * @param maturityMs after which silence means legitimate
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
