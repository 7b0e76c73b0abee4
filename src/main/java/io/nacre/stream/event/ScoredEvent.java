package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.RelatedEntities;
import io.nacre.decision.ScoringResult;
import io.nacre.feature.EnrichedEvent;
import io.nacre.model.Thresholds;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;

/** On its way from the scoring to the account's decision, with no more than a decision needs. */
public sealed interface ScoredEvent {

    RecordOrigin origin();

    String accountId();

    /** Event time, ms since 1970: of a label, that of its transaction. */
    long atMs();

    /** An event that is not scored: a duplicate, a label or an erasure. */
    static ScoredEvent unscored(EnrichedEvent event) {
        String account = event.keys().accountId();
        long atMs = event.keys().atMs();
        return switch (event.kind()) {
            case REPEAT, CONFLICT ->
                new DuplicateTransaction(
                        event.origin(),
                        account,
                        requireNonNull(event.transaction()).id(),
                        atMs,
                        event.kind() == EnrichedEvent.Kind.CONFLICT);
            case LABEL ->
                new LabelEvent(
                        event.origin(), requireNonNull(event.label()), account, atMs, RelatedEntities.of(event.keys()));
            case ERASURE -> new ErasedAccount(event.origin(), account, atMs);
            case TRANSACTION -> throw new IllegalArgumentException("a transaction is scored");
            case PROFILE, RECEIPT ->
                throw new IllegalArgumentException(event.kind() + " goes no further than its account's layers");
        };
    }

    /**
     * A transaction with the scores of the model, the rules and the challenger.
     *
     * @param thresholds of the bundle that scored, so that score and thresholds never come from two bundles
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

        public static ScoredTransaction of(EnrichedEvent event, ScoringResult scoring, Thresholds thresholds) {
            Transaction transaction = requireNonNull(event.transaction());
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
     * @param parties those of the transaction that its account remembers
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

    /** An account is to be erased. */
    record ErasedAccount(RecordOrigin origin, String accountId, long atMs) implements ScoredEvent {
        public ErasedAccount {
            requireNonNull(origin, "origin is null");
            requireNonNull(accountId, "accountId is null");
        }
    }
}
