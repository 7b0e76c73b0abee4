package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * An event in the cascade: a transaction with the features of the layers so far, or an event about an account or an
 * earlier transaction. All kinds share one stream, so that events of one key stay in order.
 */
public sealed interface EnrichedEvent {

    /** The kind of an event. Each kind has its own type, except the two kinds of duplicates, which share one. */
    enum Kind {
        /** A transaction to decide. */
        TRANSACTION,
        /** A transaction that was already decided. The same decision is sent again, and state does not change. */
        DUPLICATE,
        /**
         * A different transaction with an id that was already decided. It gets its own answer, and state does not
         * change.
         */
        CONFLICT,
        /** The label of an earlier transaction: fraud or legitimate. */
        LABEL,
        /** A lifecycle event of an earlier transaction, such as a refund, as the platform reports it. */
        LIFECYCLE,
        /** The effect of a lifecycle event on the states of its transaction's keys. */
        LIFECYCLE_EFFECT,
        /** A new account profile from the platform. */
        PROFILE,
        /** A payment that an account received from another one. */
        INCOMING_PAYMENT,
        /** A request to erase an account. */
        ERASURE
    }

    Kind kind();

    RecordOrigin origin();

    /** The keys by which the event is partitioned. */
    EntityKeys keys();

    static TransactionEvent of(Transaction transaction, Facts facts, RecordOrigin origin) {
        return new TransactionEvent(
                origin, EntityKeys.of(transaction), transaction, facts, FeatureVector.blank(), null);
    }

    /** A label that is routed to the account, whose state has the transaction's other keys. */
    static LabelEvent of(Label label, RecordOrigin origin) {
        return new LabelEvent(origin, onlyAccount(label.accountId(), label.knownAtMs()), label);
    }

    /** A lifecycle event that is routed to the account, whose state has the transaction's other keys. */
    static TransactionLifecycleEvent of(LifecycleEvent event, RecordOrigin origin) {
        return new TransactionLifecycleEvent(origin, onlyAccount(event.accountId(), event.occurredAtMs()), event);
    }

    static ProfileEvent of(AccountProfile profile, RecordOrigin origin) {
        return new ProfileEvent(origin, onlyAccount(profile.accountId(), profile.asOfMs()), profile);
    }

    /** A request to erase an account, both as payer and as payee. */
    static ErasureEvent erasure(String accountId, long atMs, RecordOrigin origin) {
        return new ErasureEvent(origin, new EntityKeys(accountId, null, null, null, accountId, atMs, false));
    }

    private static EntityKeys onlyAccount(String accountId, long atMs) {
        return new EntityKeys(accountId, null, null, null, null, atMs, false);
    }

    /**
     * A transaction to decide.
     *
     * @param details null until the account's layers are complete. Then transaction and facts may be reduced to an
     *     outline, and the details have the other fields
     */
    record TransactionEvent(
            RecordOrigin origin,
            EntityKeys keys,
            Transaction transaction,
            Facts facts,
            FeatureVector vector,
            @Nullable LazyTransactionDetails details)
            implements EnrichedEvent {
        public TransactionEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(transaction, "transaction is null");
            requireNonNull(facts, "facts is null");
            requireNonNull(vector, "vector is null");
        }

        @Override
        public Kind kind() {
            return Kind.TRANSACTION;
        }

        /** The event for the payee's account; null if the transaction has no payee, or the payee is the payer. */
        public @Nullable IncomingPaymentEvent incomingPayment() {
            IncomingPayment payment = IncomingPayment.of(transaction);
            return payment == null
                    ? null
                    : new IncomingPaymentEvent(origin, onlyAccount(payment.accountId(), payment.atMs()), payment);
        }

        /**
         * The same transaction with the amount flag of the account's layers in its keys. From here on the details stay
         * serialized, because later layers read no facts and only the outline of the transaction.
         */
        public TransactionEvent withAmountFlag() {
            return new TransactionEvent(
                    origin, keys.with(vector), transaction, facts, vector, LazyTransactionDetails.INSIDE);
        }

        /** A duplicate: the same decision is sent again. */
        public DuplicateEvent repeated() {
            return new DuplicateEvent(origin, keys, transaction.id(), false);
        }

        /** A different transaction with the id of an earlier one. */
        public DuplicateEvent conflicting() {
            return new DuplicateEvent(origin, keys, transaction.id(), true);
        }

        /** The same event with these facts. */
        public TransactionEvent with(Facts newFacts) {
            return new TransactionEvent(origin, keys, transaction, newFacts, vector, details);
        }

        /** The same event with the complete transaction and facts. */
        public TransactionEvent with(Transaction whole, Facts newFacts) {
            return new TransactionEvent(origin, keys, whole, newFacts, vector, LazyTransactionDetails.INSIDE);
        }
    }

    /**
     * A transaction with the id of an earlier transaction of its account.
     *
     * @param conflicting whether its terms differ, so that it is a different transaction
     */
    record DuplicateEvent(RecordOrigin origin, EntityKeys keys, String transactionId, boolean conflicting)
            implements EnrichedEvent {
        public DuplicateEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(transactionId, "transactionId is null");
        }

        @Override
        public Kind kind() {
            return conflicting ? Kind.CONFLICT : Kind.DUPLICATE;
        }
    }

    /** A label of an earlier transaction. */
    record LabelEvent(RecordOrigin origin, EntityKeys keys, Label label) implements EnrichedEvent {
        public LabelEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(label, "label is null");
        }

        @Override
        public Kind kind() {
            return Kind.LABEL;
        }

        /** The same label with all keys of its transaction. */
        public LabelEvent about(EntityKeys found) {
            return new LabelEvent(origin, found, label);
        }
    }

    /** A lifecycle event of an earlier transaction. */
    record TransactionLifecycleEvent(RecordOrigin origin, EntityKeys keys, LifecycleEvent event)
            implements EnrichedEvent {
        public TransactionLifecycleEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(event, "event is null");
        }

        @Override
        public Kind kind() {
            return Kind.LIFECYCLE;
        }
    }

    /**
     * The effect of a lifecycle event.
     *
     * @param keys of the transaction
     */
    record LifecycleEffectEvent(RecordOrigin origin, EntityKeys keys, LifecycleEffect effect) implements EnrichedEvent {
        public LifecycleEffectEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(effect, "effect is null");
        }

        @Override
        public Kind kind() {
            return Kind.LIFECYCLE_EFFECT;
        }
    }

    /** A new profile of an account. */
    record ProfileEvent(RecordOrigin origin, EntityKeys keys, AccountProfile profile) implements EnrichedEvent {
        public ProfileEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(profile, "profile is null");
        }

        @Override
        public Kind kind() {
            return Kind.PROFILE;
        }
    }

    /** A payment to an account. */
    record IncomingPaymentEvent(RecordOrigin origin, EntityKeys keys, IncomingPayment payment)
            implements EnrichedEvent {
        public IncomingPaymentEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
            requireNonNull(payment, "payment is null");
        }

        @Override
        public Kind kind() {
            return Kind.INCOMING_PAYMENT;
        }
    }

    /** A request to erase an account. */
    record ErasureEvent(RecordOrigin origin, EntityKeys keys) implements EnrichedEvent {
        public ErasureEvent {
            requireNonNull(origin, "origin is null");
            requireNonNull(keys, "keys is null");
        }

        @Override
        public Kind kind() {
            return Kind.ERASURE;
        }
    }
}
