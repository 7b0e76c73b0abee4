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
                    Belief.NEWS),
            new Line(
                    "a verdict",
                    "a chargeback",
                    "the chargeback counts, because the money is gone",
                    (known, news) -> are(VERDICT, known, CHARGEBACK, news),
                    Belief.NEWS),
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
                    Belief.EARLIER),
            new Line(
                    "a verdict",
                    "another verdict",
                    "the later verdict counts; of two with the same time, the fraud",
                    (known, news) -> are(VERDICT, known, VERDICT, news),
                    Belief.LATER));

    private LabelPrecedence() {}

    /** Whether a line applies. */
    @FunctionalInterface
    interface Condition {
        boolean applies(@Nullable Label known, Label news);
    }

    /** What a line makes of the two. */
    enum Belief {
        KNOWN,
        NEWS,
        EARLIER,
        LATER
    }

    /**
     * A line of the table.
     *
     * @param known what is known, in words
     * @param comes what is said now, in words
     * @param then what follows, in words
     */
    public record Line(String known, String comes, String then, Condition condition, Belief belief) {}

    /**
     * The label that stands after another one has come.
     *
     * @param known of the same transaction; null where nobody has said anything yet
     */
    public static Label settle(@Nullable Label known, Label news) {
        for (int i = 0; i < TABLE.size(); i++) {
            Line line = TABLE.get(i);
            if (line.condition.applies(known, news)) {
                return known == null ? news : believed(line.belief, known, news);
            }
        }
        throw new IllegalStateException("no line applies to " + known + " and " + news);
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

    private static Label believed(Belief belief, Label known, Label news) {
        return switch (belief) {
            case KNOWN -> known;
            case NEWS -> news;
            case EARLIER -> news.knownAtMs() < known.knownAtMs() ? news : known;
            case LATER -> {
                boolean later = news.knownAtMs() > known.knownAtMs();
                boolean graver = news.knownAtMs() == known.knownAtMs() && news.fraud();
                yield later || graver ? news : known;
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
