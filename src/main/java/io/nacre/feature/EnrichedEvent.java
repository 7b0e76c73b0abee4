package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What travels through the cascade: a transaction with the features of the layers passed so far, or an event about an
 * account or an earlier transaction. One stream carries all kinds, so that events of one key keep their order.
 */
public sealed interface EnrichedEvent {

    /** What an event is about: each kind has its type, but for duplicates, which share one. */
    enum Kind {
        /** To be decided. */
        TRANSACTION,
        /** An id already decided: gets the same decision again, and changes no state. */
        REPEAT,
        /** An id already decided, of another transaction: gets that answer, and changes no state. */
        CONFLICT,
        /** An earlier transaction turned out to be fraud, or not. */
        LABEL,
        /** The platform's newest knowledge of an account. */
        PROFILE,
        /** An account is paid by another one. */
        RECEIPT,
        /** An account is to be erased. */
        ERASURE
    }

    Kind kind();

    RecordOrigin origin();

    /** The keys of the hops that it passes. */
    EntityKeys keys();

    static TransactionEvent of(Transaction transaction, Facts facts, RecordOrigin origin) {
        return new TransactionEvent(
                origin, EntityKeys.of(transaction), transaction, facts, FeatureVector.blank(), null);
    }

    /** A label on its way to the account that has the transaction's other keys. */
    static LabelEvent of(Label label, RecordOrigin origin) {
        return new LabelEvent(origin, onlyAccount(label.accountId(), label.knownAtMs()), label);
    }

    static ProfileEvent of(AccountProfile profile, RecordOrigin origin) {
        return new ProfileEvent(origin, onlyAccount(profile.accountId(), profile.asOfMs()), profile);
    }

    /** An account is to be erased, as one that pays and as one that is paid. */
    static ErasureEvent erasure(String accountId, long atMs, RecordOrigin origin) {
        return new ErasureEvent(origin, new EntityKeys(accountId, null, null, null, accountId, atMs, false));
    }

    private static EntityKeys onlyAccount(String accountId, long atMs) {
        return new EntityKeys(accountId, null, null, null, null, atMs, false);
    }

    /**
     * A transaction to be decided.
     *
     * @param details null until the account's layers are done; then transaction and facts may be an outline, and this
     *     holds what is beyond
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

        /** The event for the account that is paid; null where the transaction pays none, or the payer itself. */
        public @Nullable IncomingPaymentEvent incomingPayment() {
            IncomingPayment payment = IncomingPayment.of(transaction);
            return payment == null
                    ? null
                    : new IncomingPaymentEvent(origin, onlyAccount(payment.accountId(), payment.atMs()), payment);
        }

        /**
         * The same transaction, its keys completed by what the account's layers found. From here on its details stay
         * packed: no other layer reads the facts, nor more than the outline.
         */
        public TransactionEvent withAmountFlag() {
            return new TransactionEvent(
                    origin, keys.with(vector), transaction, facts, vector, LazyTransactionDetails.INSIDE);
        }

        /** A duplicate: the same decision is sent again. */
        public DuplicateEvent repeated() {
            return new DuplicateEvent(origin, keys, transaction.id(), false);
        }

        /** Another transaction that has the id of an earlier one. */
        public DuplicateEvent conflicting() {
            return new DuplicateEvent(origin, keys, transaction.id(), true);
        }

        /** The same with these facts. */
        public TransactionEvent with(Facts known) {
            return new TransactionEvent(origin, keys, transaction, known, vector, details);
        }

        /** The same with all there is of the transaction and its facts. */
        public TransactionEvent with(Transaction whole, Facts known) {
            return new TransactionEvent(origin, keys, whole, known, vector, LazyTransactionDetails.INSIDE);
        }
    }

    /**
     * A transaction with the id of an earlier one of its account.
     *
     * @param conflicting whether its terms differ, so that it is another transaction
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
            return conflicting ? Kind.CONFLICT : Kind.REPEAT;
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

        /** The same label, now with all the keys of its transaction. */
        public LabelEvent about(EntityKeys found) {
            return new LabelEvent(origin, found, label);
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
            return Kind.RECEIPT;
        }
    }

    /** An account is to be erased. */
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
