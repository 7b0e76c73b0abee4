package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.reference.ip.IpAddresses;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the states that a transaction updates. They are stored with the account, because a label may arrive
 * months later and only names the transaction.
 *
 * @param high whether the amount was high for the account. A fraud then points to the payer's account, else to the
 *     merchant
 * @param network the IPv4 address, or the /64 network of an IPv6 address: one subscriber
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

    /** The same keys with the amount flag from the account's features. */
    public EntityKeys with(FeatureVector vector) {
        return withAmountFlag(vector.values()[Layers.HIGH] > 0);
    }

    /** The same keys with this amount flag. */
    public EntityKeys withAmountFlag(boolean isHigh) {
        return isHigh == high
                ? this
                : new EntityKeys(accountId, network, deviceId, merchantId, counterpartyId, atMs, isHigh);
    }

    /**
     * The network of one subscriber: the IPv4 address itself, or the /64 network of an IPv6 address; null without an
     * address.
     */
    public static @Nullable String network(@Nullable String ip) {
        return ip == null ? null : IpAddresses.network(ip);
    }

    /**
     * The subnet: the /24 network of an IPv4 address, or the /48 network of an IPv6 address; null without an address.
     */
    public @Nullable String subnet() {
        return subnet(network);
    }

    static @Nullable String subnet(@Nullable String network) {
        return network == null ? null : IpAddresses.subnet(network);
    }

    static @Nullable String merchantId(@Nullable Merchant merchant) {
        return merchant == null ? null : merchant.id();
    }
}
