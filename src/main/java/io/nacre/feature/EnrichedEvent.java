package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What travels through the cascade: a transaction with the features of the layers passed so far, or news about an
 * account or an earlier transaction. One stream carries all kinds, so that news and transactions of one key keep their
 * order.
 *
 * @param transaction present for TRANSACTION, REPEAT and CONFLICT
 * @param label present for LABEL
 * @param profile present for PROFILE
 * @param receipt present for RECEIPT
 * @param details null until the account's layers are done; then transaction and facts may be an outline, and this holds
 *     what is beyond
 */
public record EnrichedEvent(
        Kind kind,
        RecordOrigin origin,
        EntityKeys keys,
        @Nullable Transaction transaction,
        Facts facts,
        FeatureVector vector,
        @Nullable Label label,
        @Nullable AccountProfile profile,
        @Nullable IncomingPayment receipt,
        @Nullable LazyTransactionDetails details) {

    /** What this is about. */
    public enum Kind {
        /** To be decided. */
        TRANSACTION,
        /** An id already decided: gets the same decision again, and changes no memory. */
        REPEAT,
        /** An id already decided, and another payment: is told so, and changes no memory. */
        CONFLICT,
        /** An earlier transaction turned out to be fraud, or not. */
        LABEL,
        /** The platform's newest knowledge of an account. */
        PROFILE,
        /** An account is paid by another one. */
        RECEIPT,
        /** An account is to be forgotten. */
        ERASURE
    }

    public EnrichedEvent {
        requireNonNull(kind, "kind is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(keys, "keys is null");
        requireNonNull(facts, "facts is null");
        requireNonNull(vector, "vector is null");
    }

    public static EnrichedEvent of(Transaction transaction, Facts facts, RecordOrigin origin) {
        return new EnrichedEvent(
                Kind.TRANSACTION,
                origin,
                EntityKeys.of(transaction),
                transaction,
                facts,
                FeatureVector.blank(),
                null,
                null,
                null,
                null);
    }

    /** A label on its way to the account that remembers the transaction's other keys. */
    public static EnrichedEvent of(Label label, RecordOrigin origin) {
        return news(Kind.LABEL, origin, onlyAccount(label.accountId(), label.knownAtMs()), label, null, null);
    }

    public static EnrichedEvent of(AccountProfile profile, RecordOrigin origin) {
        return news(Kind.PROFILE, origin, onlyAccount(profile.accountId(), profile.asOfMs()), null, profile, null);
    }

    /** An order to forget an account, as one that pays and as one that is paid. */
    public static EnrichedEvent erasure(String accountId, long atMs, RecordOrigin origin) {
        EntityKeys entityKeys = new EntityKeys(accountId, null, null, null, accountId, atMs, false);
        return news(Kind.ERASURE, origin, entityKeys, null, null, null);
    }

    /** Word to the account that is paid; null where the transaction pays none, or the payer itself. */
    public @Nullable EnrichedEvent incomingPayment() {
        IncomingPayment word = transaction == null ? null : IncomingPayment.of(transaction);
        return word == null
                ? null
                : news(Kind.RECEIPT, origin, onlyAccount(word.accountId(), word.atMs()), null, null, word);
    }

    /** The same label, now with all the keys of the transaction it is about. */
    public EnrichedEvent about(EntityKeys found) {
        return news(kind, origin, found, label, profile, receipt);
    }

    /**
     * The same transaction, its keys completed by what the account's layers found. From here on it travels light: no
     * other layer asks for the facts, nor for more than the outline.
     */
    public EnrichedEvent withAmountFlag() {
        return new EnrichedEvent(
                kind,
                origin,
                keys.with(vector),
                transaction,
                facts,
                vector,
                null,
                null,
                null,
                LazyTransactionDetails.INSIDE);
    }

    /** The same answer is all that is wanted: the outline will do. */
    public EnrichedEvent repeated() {
        return outlined(Kind.REPEAT);
    }

    /** Another payment that has the id of an earlier one. */
    public EnrichedEvent conflicting() {
        return outlined(Kind.CONFLICT);
    }

    private EnrichedEvent outlined(Kind as) {
        Transaction outline = transaction == null ? null : transaction.outline();
        return new EnrichedEvent(as, origin, keys, outline, Facts.UNKNOWN, vector, null, null, null, null);
    }

    public EnrichedEvent with(Facts known) {
        return new EnrichedEvent(kind, origin, keys, transaction, known, vector, label, profile, receipt, details);
    }

    /** The same with all there is of the transaction and its facts. */
    public EnrichedEvent with(Transaction whole, Facts known) {
        return new EnrichedEvent(
                kind, origin, keys, whole, known, vector, null, null, null, LazyTransactionDetails.INSIDE);
    }

    private static EnrichedEvent news(
            Kind kind,
            RecordOrigin origin,
            EntityKeys entityKeys,
            @Nullable Label label,
            @Nullable AccountProfile profile,
            @Nullable IncomingPayment incomingPayment) {
        FeatureVector none = new FeatureVector(new float[0]);
        return new EnrichedEvent(
                kind, origin, entityKeys, null, Facts.UNKNOWN, none, label, profile, incomingPayment, null);
    }

    private static EntityKeys onlyAccount(String accountId, long atMs) {
        return new EntityKeys(accountId, null, null, null, null, atMs, false);
    }
}
