package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whose memory it is: one partitioning of the stream for each. */
public enum EntityType {
    ACCOUNT(EntityKeys::accountId, Transaction::accountId),
    DEVICE(EntityKeys::deviceId, Transaction::deviceId),
    IP(EntityKeys::network, transaction -> EntityKeys.network(transaction.ip())),
    BLOCK(EntityKeys::block, transaction -> EntityKeys.block(EntityKeys.network(transaction.ip()))),
    COUNTERPARTY(EntityKeys::counterpartyId, Transaction::counterpartyId),
    MERCHANT(EntityKeys::merchantId, transaction -> EntityKeys.merchantId(transaction.merchant()));

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<EntityKeys, @Nullable String> of;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<Transaction, @Nullable String> in;

    EntityType(Function<EntityKeys, @Nullable String> of, Function<Transaction, @Nullable String> in) {
        this.of = of;
        this.in = in;
    }

    /** The key's value, or null where the transaction has none. */
    public @Nullable String of(EntityKeys entityKeys) {
        return of.apply(entityKeys);
    }

    /** The same of a transaction whose keys nobody has gathered, without gathering the others. */
    public @Nullable String of(Transaction transaction) {
        return in.apply(transaction);
    }
}
