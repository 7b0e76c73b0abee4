package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.ScoringResult;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.DuplicateEvent;
import io.nacre.feature.EnrichedEvent.ErasureEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.model.Thresholds;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;

/** An event from scoring to the decision, with only the fields that a decision needs. */
public sealed interface ScoredEvent {

    RecordOrigin origin();

    String accountId();

    /** Event time, ms since 1970; for a label, the event time of its transaction. */
    long atMs();

    /** An event that is not scored: a duplicate, a label or an erasure. */
    static ScoredEvent unscored(EnrichedEvent event) {
        String account = event.keys().accountId();
        long atMs = event.keys().atMs();
        if (event instanceof DuplicateEvent duplicate) {
            return new DuplicateTransaction(
                    event.origin(), account, duplicate.transactionId(), atMs, duplicate.conflicting());
        }
        if (event instanceof EnrichedEvent.LabelEvent label) {
            return new LabelEvent(event.origin(), label.label(), account, atMs, RelatedEntities.of(event.keys()));
        }
        if (event instanceof ErasureEvent) {
            return new ErasedAccount(event.origin(), account, atMs);
        }
        throw new IllegalArgumentException("an event of kind " + event.kind() + " must be scored");
    }

    /**
     * A transaction with the scores of the model, the rules and the challenger.
     *
     * @param thresholds the thresholds of the bundle that scored, so that score and thresholds always belong together
     */
    record ScoredTransaction(
            RecordOrigin origin,
            String accountId,
            String transactionId,
            long atMs,
            Money amount,
            RelatedEntities parties,
            ScoringResult scoring,
            Thresholds thresholds)
            implements ScoredEvent {
        public ScoredTransaction {
            requireNonNull(origin, "origin is null");
            requireNonNull(accountId, "accountId is null");
            requireNonNull(transactionId, "transactionId is null");
            requireNonNull(amount, "amount is null");
            requireNonNull(parties, "parties is null");
            requireNonNull(scoring, "scoring is null");
            requireNonNull(thresholds, "thresholds is null");
        }

        public static ScoredTransaction of(TransactionEvent event, ScoringResult scoring, Thresholds thresholds) {
            Transaction transaction = event.transaction();
            return new ScoredTransaction(
                    event.origin(),
                    event.keys().accountId(),
                    transaction.id(),
                    event.keys().atMs(),
                    transaction.amount(),
                    RelatedEntities.of(transaction, event.facts()),
                    scoring,
                    thresholds);
        }
    }

    /**
     * A transaction with the id of an earlier one.
     *
     * @param conflicting whether its terms differ, so that it is another transaction
     */
    record DuplicateTransaction(
            RecordOrigin origin, String accountId, String transactionId, long atMs, boolean conflicting)
            implements ScoredEvent {
        public DuplicateTransaction {
            requireNonNull(origin, "origin is null");
            requireNonNull(accountId, "accountId is null");
            requireNonNull(transactionId, "transactionId is null");
        }
    }

    /**
     * A label of an earlier transaction.
     *
     * @param parties the entities of the transaction, from the account's state
     */
    record LabelEvent(RecordOrigin origin, Label label, String accountId, long atMs, RelatedEntities parties)
            implements ScoredEvent {
        public LabelEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(label, "label is null");
            requireNonNull(accountId, "accountId is null");
            requireNonNull(parties, "parties is null");
        }
    }

    /** A request to erase an account. */
    record ErasedAccount(RecordOrigin origin, String accountId, long atMs) implements ScoredEvent {
        public ErasedAccount {
            requireNonNull(origin, "origin is null");
            requireNonNull(accountId, "accountId is null");
        }
    }
}
