package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.TransactionReference;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a gateway gave without a decision, because no decision came by the deadline.
 *
 * @param eventTimeMs the transaction's event time, ms since 1970
 * @param gatewayId the gateway that answered
 * @param bodyHash SHA-256 of the transaction in the request, hexadecimal
 * @param decision the decision that came later; null while none has
 */
public record StandIn(
        String transactionId,
        String accountId,
        long eventTimeMs,
        Answer answer,
        String gatewayId,
        String bodyHash,
        @Nullable LateDecision decision) {

    /** The line of the stand-in table that gave the outcome, in order of precedence. */
    public enum Basis {
        FROZEN,
        PAYEE_FROZEN,
        BLOCKED,
        WATCHED,
        ALLOWED,
        AMOUNT
    }

    /** Why there was no decision by the deadline. */
    public enum Reason {
        /** The job runs, but this decision did not come in time. */
        LATE,
        /** The job has decided nothing for a while. */
        JOB_DOWN,
        /** The broker did not acknowledge the transaction. */
        BROKER_DOWN,
        /** The gateway has more requests than it can pass on. */
        OVERLOAD
    }

    /**
     * What the gateway answered.
     *
     * @param basisDetail actor and reason of the freeze or list entry; null if the amount decided
     * @param answeredAtMs the wall-clock time of the answer, ms since 1970
     */
    public record Answer(
            Outcome outcome, Basis basis, @Nullable String basisDetail, Reason reason, long answeredAtMs) {
        public Answer {
            requireNonNull(outcome, "outcome is null");
            requireNonNull(basis, "basis is null");
            requireNonNull(reason, "reason is null");
        }
    }

    /**
     * The decision that came after the stand-in.
     *
     * @param score calibrated probability of fraud, 0 to 1
     * @param decidedAtMs the wall-clock time of the decision, ms since 1970
     */
    public record LateDecision(Outcome outcome, double score, long decidedAtMs) {
        public LateDecision {
            requireNonNull(outcome, "outcome is null");
        }
    }

    public StandIn {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(answer, "answer is null");
        requireNonNull(gatewayId, "gatewayId is null");
        requireNonNull(bodyHash, "bodyHash is null");
    }

    /** The ids of its transaction. */
    public TransactionReference reference() {
        return new TransactionReference(transactionId, accountId);
    }

    /** The stand-in with the decision that came later. */
    public StandIn with(Decision late) {
        return new StandIn(
                transactionId,
                accountId,
                eventTimeMs,
                answer,
                gatewayId,
                bodyHash,
                new LateDecision(late.outcome(), late.score(), late.decidedAtMs()));
    }

    /**
     * The stand-in of a transaction after one more record of it. The first answer counts, whichever gateway gave it;
     * the record with the decision repeats that answer.
     */
    public StandIn followedBy(StandIn next) {
        return decision == null && answer.equals(next.answer) ? next : this;
    }

    /** Whether a decision came later and has another outcome. */
    public boolean isContradicted() {
        return decision != null && decision.outcome() != answer.outcome();
    }
}
