package io.nacre.decision;

import io.nacre.decision.Alert.Status;
import io.nacre.payment.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** The rules by which suspicious transactions of one account become one incident, and the incident ends. */
public final class Incident {

    /** An incident to which nothing was added for so long is closed; what comes later opens another. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(7);

    private Incident() {}

    /** Whether a decision is an analyst's business: suspicious by itself, and not said before. */
    public static boolean concerns(Decision decision) {
        return decision.outcome() != Outcome.APPROVE && decision.cause() != Cause.FROZEN && !decision.repeated();
    }

    /** The first alert of an incident. */
    public static Alert open(Decision decision, Money amount) {
        return alert(
                id(decision), Status.OPENED, 1, decision.score(), decision.atMs(), decision.atMs(), decision, amount);
    }

    /** The incident after one more suspicious transaction. */
    public static Alert grow(Alert open, Decision decision, Money amount) {
        return alert(
                open.incidentId(),
                Status.GROWN,
                open.transactions() + 1,
                Math.max(open.maxScore(), decision.score()),
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
                open.trail(),
                open.reasons(),
                open.anomaly(),
                open.bundleId(),
                open.openedAtMs(),
                Math.max(open.updatedAtMs(), atMs));
    }

    /** Whether nothing was added for so long that the incident is over at this event time. */
    public static boolean isOver(Alert open, long atMs) {
        return atMs - open.updatedAtMs() >= IDLE_MS;
    }

    /** The same account and first transaction always give the same id: a replay opens no second incident. */
    private static String id(Decision first) {
        try {
            byte[] named = (first.accountId() + '\n' + first.transactionId()).getBytes(StandardCharsets.UTF_8);
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
                decision.trail(),
                decision.reasons(),
                decision.anomaly(),
                decision.bundleId(),
                openedAtMs,
                updatedAtMs);
    }
}
