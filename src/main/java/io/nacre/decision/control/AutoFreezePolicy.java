package io.nacre.decision.control;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.SaturatingTime;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The conditions and limits of automatic freezes. The limits keep a bad model from freezing everyone. Automatic freezes
 * expire, and a person may release them earlier.
 *
 * @param fromScore minimum score of a declined transaction that freezes its account, above 0 and at most 1
 * @param lengthMs duration of a freeze, event time, ms
 * @param perHour maximum number of automatic freezes in an hour of event time
 * @param share maximum share of paying accounts that may be frozen within an hour, above 0 and at most 1; one freeze is
 *     always allowed
 */
public record AutoFreezePolicy(double fromScore, long lengthMs, int perHour, double share) implements Serializable {

    private static final String ACTOR = "nacre";

    /** One device, network, merchant or payee may use the hourly limit divided by this number, rounded up. */
    private static final long ENTITY_PARTS = 4;

    public AutoFreezePolicy {
        if (!(fromScore > 0 && fromScore <= 1)) {
            throw new IllegalArgumentException(
                    "the minimum score of automatic freezes is " + fromScore + ": set more than 0 and at most 1");
        }
        if (lengthMs <= 0 || perHour <= 0) {
            throw new IllegalArgumentException("automatic freezes last " + lengthMs + " ms, and at most " + perHour
                    + " are made per hour: set both above 0");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the maximum share of frozen accounts is " + share + ": set more than 0 and at most 1");
        }
    }

    /**
     * Maximum number of accounts frozen in an hour.
     *
     * @param payingAccounts estimated number of accounts that paid within the hour
     */
    long limit(long payingAccounts) {
        return (long) Math.ceil(Math.min(perHour, Math.max(1, share * payingAccounts)));
    }

    /** Maximum number of these accounts with one device, network, merchant or payee in common. */
    long limitPerEntity(long payingAccounts) {
        return (limit(payingAccounts) + ENTITY_PARTS - 1) / ENTITY_PARTS;
    }

    /**
     * The freeze that a decision requests; null if it requests none, or if the freeze would change nothing. The same
     * transaction always requests the same freeze, so a replay changes nothing. An event time after the arrival of the
     * record is replaced by the arrival time. Otherwise one transaction would advance the hour for all accounts.
     *
     * @param status the status of the payer
     */
    public @Nullable AccountAction freezeFor(Decision decision, AccountStatus status) {
        boolean freezes = decision.outcome() == Outcome.DECLINE
                && decision.cause() == Cause.SCORE
                && decision.score() >= fromScore
                && !decision.duplicate();
        if (!freezes) {
            return null;
        }
        long atMs = decision.origin().notAhead(decision.eventTimeMs());
        AccountAction freeze = new AccountAction(
                decision.accountId(),
                AccountAction.Type.FREEZE,
                AccountAction.Scope.OUTGOING,
                atMs,
                AccountAction.ActorType.SYSTEM,
                ACTOR,
                "a transaction was declined with score " + Math.floor(decision.score() * 10_000) / 10_000,
                atMs,
                SaturatingTime.plus(atMs, lengthMs));
        return status.rejectionReason(freeze) == null ? freeze : null;
    }
}
