package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.reference.ip.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whose memories a transaction touches; kept with the account so that a label, which names only the transaction, still
 * finds them months later.
 *
 * @param high whether the amount was high for the account: if it was fraud, the payer is suspect, else the merchant is
 * @param network the IPv4 address, or the /64 of an IPv6 address: one subscriber
 */
public record EntityKeys(
        String accountId,
        @Nullable String network,
        @Nullable String deviceId,
        @Nullable String merchantId,
        @Nullable String counterpartyId,
        long atMs,
        boolean high) {

    public EntityKeys {
        requireNonNull(accountId, "accountId is null");
    }

    public static EntityKeys of(Transaction transaction) {
        return new EntityKeys(
                transaction.accountId(),
                network(transaction.ip()),
                transaction.deviceId(),
                merchantId(transaction.merchant()),
                transaction.counterpartyId(),
                transaction.eventTimeMs(),
                false);
    }

    /** The same once the account's features are known. */
    public EntityKeys with(FeatureVector vector) {
        return withAmountFlag(vector.values()[Layers.HIGH] > 0);
    }

    /** The same, with this said of the amount. */
    public EntityKeys withAmountFlag(boolean isHigh) {
        return isHigh == high
                ? this
                : new EntityKeys(accountId, network, deviceId, merchantId, counterpartyId, atMs, isHigh);
    }

    /** One subscriber: the IPv4 address itself, the /64 of an IPv6 address; null where there is none. */
    public static @Nullable String network(@Nullable String ip) {
        return ip == null ? null : IpAddress.network(ip);
    }

    /** The addresses around: the /24 of an IPv4 address, the /48 of an IPv6 one; null where there is none. */
    public @Nullable String subnet() {
        return subnet(network);
    }

    static @Nullable String subnet(@Nullable String network) {
        return network == null ? null : IpAddress.block(network);
    }

    static @Nullable String merchantId(@Nullable Merchant merchant) {
        return merchant == null ? null : merchant.id();
    }
}
