package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A type of key for state. The stream is partitioned once by each type. */
public enum EntityType {
    ACCOUNT("the account of the payer", EntityKeys::accountId, Transaction::accountId),
    DEVICE("the device id", EntityKeys::deviceId, Transaction::deviceId),
    IP(
            "the IPv4 address, or the /64 network of an IPv6 address",
            EntityKeys::network,
            transaction -> EntityKeys.network(transaction.ip())),
    SUBNET(
            "the /24 network of an IPv4 address, or the /48 network of an IPv6 address",
            EntityKeys::subnet,
            transaction -> EntityKeys.subnet(EntityKeys.network(transaction.ip()))),
    COUNTERPARTY("the account of the payee", EntityKeys::counterpartyId, Transaction::counterpartyId),
    MERCHANT("the merchant id", EntityKeys::merchantId, transaction -> EntityKeys.merchantId(transaction.merchant()));

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<EntityKeys, @Nullable String> of;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<Transaction, @Nullable String> in;

    EntityType(
            String description, Function<EntityKeys, @Nullable String> of, Function<Transaction, @Nullable String> in) {
        this.description = description;
        this.of = of;
        this.in = in;
    }

    /** The description of the key, in one line. */
    public String description() {
        return description;
    }

    /** The key's value; null if the transaction has none. */
    public @Nullable String of(EntityKeys entityKeys) {
        return of.apply(entityKeys);
    }

    /** The key's value of a transaction, without computing its other keys. */
    public @Nullable String of(Transaction transaction) {
        return in.apply(transaction);
    }
}
