package io.nacre.decision.control;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/** The entities of a transaction besides its account. Lists, freezes and shared incidents refer to them. */
public record RelatedEntities(
        @Nullable String cardToken,
        @Nullable String deviceId,
        @Nullable String ip,
        @Nullable String ipCountry,
        @Nullable String merchantId,
        @Nullable String merchantCountry,
        @Nullable String counterpartyId) {

    public static final RelatedEntities NONE = new RelatedEntities(null, null, null, null, null, null, null);

    public static RelatedEntities of(Transaction transaction, Facts facts) {
        Merchant merchant = transaction.merchant();
        return new RelatedEntities(
                transaction.cardToken(),
                transaction.deviceId(),
                transaction.ip(),
                facts.ip().country(),
                merchant == null ? null : merchant.id(),
                merchant == null ? null : merchant.country(),
                transaction.counterpartyId());
    }

    /** The entities that are stored with the account for labels that arrive later. */
    public static RelatedEntities of(EntityKeys entityKeys) {
        return new RelatedEntities(
                null,
                entityKeys.deviceId(),
                entityKeys.network(),
                null,
                entityKeys.merchantId(),
                null,
                entityKeys.counterpartyId());
    }
}
