package io.nacre.console.store;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * With whom, where and by what means an account paid.
 *
 * @param merchant null if the payment has none
 * @param place of the payer, else of the merchant; null if neither is known
 */
public record PaymentDetails(
        @Nullable MerchantDetails merchant,
        @Nullable GeoPoint place,
        @Nullable String ip,
        @Nullable String deviceId,
        @Nullable String counterpartyId) {

    /** The merchant of a payment; its texts come from the platform. */
    public record MerchantDetails(
            String id,
            @Nullable String name,
            @Nullable String mcc,
            @Nullable String country) {}

    static PaymentDetails of(Transaction transaction) {
        MerchantDetails merchant = transaction.merchant() == null
                ? null
                : new MerchantDetails(
                        transaction.merchant().id(),
                        transaction.merchant().name(),
                        transaction.merchant().mcc(),
                        transaction.merchant().country());
        GeoPoint place = transaction.payerLocation() != null
                ? transaction.payerLocation()
                : transaction.merchant() == null ? null : transaction.merchant().location();
        return new PaymentDetails(
                merchant, place, transaction.ip(), transaction.deviceId(), transaction.counterpartyId());
    }
}
