package io.nacre.decision.control;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.SaturatingTime;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When a machine may freeze an account by itself, and how often: a bad model must not freeze everyone. Its freezes are
 * holds that end by themselves, and that a person may release.
 *
 * @param fromScore the score of a declined payment from which on its account is held, above 0 and at most 1
 * @param lengthMs how long, event time, ms
 * @param perHour most holds in an hour of event time
 * @param share most accounts held in an hour as a share of those that paid in it, above 0 and at most 1; one is always
 *     allowed
 */
public record AutoFreezePolicy(double fromScore, long lengthMs, int perHour, double share) implements Serializable {

    private static final String ACTOR = "nacre";

    /** One device, network, merchant or payee may use up one part of so many of the hour's limit. */
    private static final long ENTITY_PARTS = 4;

    public AutoFreezePolicy {
        if (!(fromScore > 0 && fromScore <= 1)) {
            throw new IllegalArgumentException(
                    "the score to hold from is " + fromScore + ", not above 0 and at most 1");
        }
        if (lengthMs <= 0 || perHour <= 0) {
            throw new IllegalArgumentException(
                    "a hold's length of " + lengthMs + " ms and " + perHour + " holds an hour: give both more than 0");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of accounts is " + share + ", not above 0 and at most 1");
        }
    }

    /**
     * How many accounts may be frozen in an hour.
     *
     * @param payingAccounts how many accounts paid within the hour, as far as known
     */
    long limit(long payingAccounts) {
        return (long) Math.ceil(Math.min(perHour, Math.max(1, share * payingAccounts)));
    }

    /** How many of them may have paid with one device, from one network, at one merchant or to one payee. */
    long limitPerEntity(long payingAccounts) {
        return (limit(payingAccounts) + ENTITY_PARTS - 1) / ENTITY_PARTS;
    }

    /**
     * The hold that a decision calls for; null where it does not, or where somebody has spoken already. The same
     * transaction always calls for the same hold, so a second reading orders nothing new. An event time that is ahead
     * of its record counts as the record's time: else one transaction would move the hour of all accounts.
     *
     * @param status of the payer
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
                "a payment at that time was declined with score " + Math.floor(decision.score() * 10_000) / 10_000,
                atMs,
                SaturatingTime.plus(atMs, lengthMs));
        return status.rejectionReason(freeze) == null ? freeze : null;
    }
}
