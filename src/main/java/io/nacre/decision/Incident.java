package io.nacre.decision;

import io.nacre.decision.Alert.Status;
import io.nacre.payment.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rules by which suspicious transactions of one account become one incident, and the incident ends. */
public final class Incident {

    /** An incident to which nothing was added for so long is closed; what comes later opens another. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(7);

    /** So many transactions have an alert each; further ones only where they raise the severity. */
    public static final int SAID_MOST = 20;

    private Incident() {}

    /** Whether a decision is an analyst's business: not said before, and not what a person has settled already. */
    public static boolean concerns(Decision decision) {
        return decision.outcome() != Outcome.APPROVE && !decision.repeated() && !isSettled(decision.cause());
    }

    private static boolean isSettled(Cause cause) {
        return switch (cause) {
            case FROZEN, PAYEE_FROZEN, BLOCKED -> true;
            case ALLOWED, HARD_RULE, EXPLORED, SCORE, SOFT_RULE, WATCHED, ANOMALY, SAMPLED, ID_CONFLICT -> false;
        };
    }

    /** The first alert of an incident. */
    public static Alert open(Decision decision, Money amount) {
        return alert(
                named(decision.accountId(), decision.transactionId()),
                Status.OPENED,
                1,
                decision.score(),
                loss(decision, amount),
                0,
                decision.atMs(),
                decision.atMs(),
                decision,
                amount);
    }

    /**
     * Whether the newest growth is to be told of: a flood of small alerts must not hide the one that matters. What is
     * not told is counted.
     *
     * @param before null where the incident was opened
     */
    public static boolean isSaid(@Nullable Alert before, Alert now) {
        return before == null || now.unsaid() == before.unsaid();
    }

    /** The incident after one more suspicious transaction. */
    public static Alert grow(Alert open, Decision decision, Money amount) {
        int transactions = open.transactions() + 1;
        double expectedLoss = open.expectedLoss() + loss(decision, amount);
        boolean said = transactions <= SAID_MOST || Severity.of(expectedLoss) != open.severity();
        return alert(
                open.incidentId(),
                Status.GROWN,
                transactions,
                Math.max(open.maxScore(), decision.score()),
                expectedLoss,
                open.unsaid() + (said ? 0 : 1),
                open.openedAtMs(),
                Math.max(open.updatedAtMs(), decision.atMs()),
                decision,
                amount);
    }

    /** The incident's end, by a verdict or by age. */
    public static Alert close(Alert open, long atMs) {
        return new Alert(
                open.incidentId(),
                Status.CLOSED,
                open.accountId(),
                open.transactionId(),
                open.transactions(),
                open.amount(),
                open.outcome(),
                open.score(),
                open.maxScore(),
                open.expectedLoss(),
                open.unsaid(),
                open.trail(),
                open.reasons(),
                open.anomaly(),
                open.bundleId(),
                open.openedAtMs(),
                Math.max(open.updatedAtMs(), atMs),
                open.entity(),
                open.accounts(),
                open.partOf());
    }

    /** Whether nothing was added for so long that the incident is over at this event time. */
    public static boolean isOver(Alert open, long atMs) {
        return atMs - open.updatedAtMs() >= IDLE_MS;
    }

    /** The first alert of what many accounts have in common: the account's that made them many. */
    static Alert openShared(Alert alert, String entity, int accounts) {
        return shared(
                named(entity, alert.transactionId()),
                Status.OPENED,
                accounts,
                alert.score(),
                alert.score() * alert.amount().major(),
                0,
                alert.updatedAtMs(),
                alert.updatedAtMs(),
                alert,
                entity,
                accounts);
    }

    /** The shared incident after one more alert. */
    static Alert growShared(Alert open, Alert alert, boolean another) {
        int transactions = open.transactions() + 1;
        double expectedLoss =
                open.expectedLoss() + alert.score() * alert.amount().major();
        boolean said = transactions <= SAID_MOST || Severity.of(expectedLoss) != open.severity();
        return shared(
                open.incidentId(),
                Status.GROWN,
                transactions,
                Math.max(open.maxScore(), alert.score()),
                expectedLoss,
                open.unsaid() + (said ? 0 : 1),
                open.openedAtMs(),
                Math.max(open.updatedAtMs(), alert.updatedAtMs()),
                alert,
                open.entity(),
                open.accounts() + (another ? 1 : 0));
    }

    private static Alert shared(
            String id,
            Status status,
            int transactions,
            double maxScore,
            double expectedLoss,
            int unsaid,
            long openedAtMs,
            long updatedAtMs,
            Alert alert,
            @Nullable String entity,
            int accounts) {
        return new Alert(
                id,
                status,
                alert.accountId(),
                alert.transactionId(),
                transactions,
                alert.amount(),
                alert.outcome(),
                alert.score(),
                maxScore,
                expectedLoss,
                unsaid,
                alert.trail(),
                alert.reasons(),
                alert.anomaly(),
                alert.bundleId(),
                openedAtMs,
                updatedAtMs,
                entity,
                accounts,
                null);
    }

    private static double loss(Decision decision, Money amount) {
        return decision.score() * amount.major();
    }

    /** The same owner and first transaction always give the same id: a replay opens no second incident. */
    private static String named(String owner, String firstTransactionId) {
        try {
            byte[] named = (owner + '\n' + firstTransactionId).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(named);
            return "inc-" + HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Alert alert(
            String id,
            Status status,
            int transactions,
            double maxScore,
            double expectedLoss,
            int unsaid,
            long openedAtMs,
            long updatedAtMs,
            Decision decision,
            Money amount) {
        return new Alert(
                id,
                status,
                decision.accountId(),
                decision.transactionId(),
                transactions,
                amount,
                decision.outcome(),
                decision.score(),
                maxScore,
                expectedLoss,
                unsaid,
                decision.trail(),
                decision.reasons(),
                decision.anomaly(),
                decision.bundleId(),
                openedAtMs,
                updatedAtMs,
                null,
                1,
                null);
    }
}
