package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One authorisation request, as the payment platform published it.
 *
 * @param id unique for the platform; a repeat of it is a duplicate
 * @param atMs event time, ms since 1970-01-01T00:00Z
 * @param cardToken stands for the card; never its number
 * @param ip literal IPv4 or IPv6 address in canonical form
 * @param payerPlace where the payer is, if known
 * @param counterpartyId the account that receives a transfer
 * @param attributes anything else the platform wants to carry; no layer depends on it being there
 */
public record Transaction(
        String id,
        long atMs,
        String accountId,
        @Nullable String cardToken,
        Money amount,
        Channel channel,
        @Nullable String ip,
        @Nullable String deviceId,
        @Nullable Merchant merchant,
        @Nullable Place payerPlace,
        @Nullable String counterpartyId,
        Map<String, String> attributes) {

    public Transaction {
        requireNonNull(id, "id is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(amount, "amount is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(attributes, "attributes is null");
    }
}
