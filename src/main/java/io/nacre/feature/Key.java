package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whose memory it is: one partitioning of the stream for each. */
public enum Key {
    ACCOUNT(Keys::accountId, Transaction::accountId),
    DEVICE(Keys::deviceId, Transaction::deviceId),
    IP(Keys::network, transaction -> Keys.network(transaction.ip())),
    BLOCK(Keys::block, transaction -> Keys.block(Keys.network(transaction.ip()))),
    COUNTERPARTY(Keys::counterpartyId, Transaction::counterpartyId),
    MERCHANT(Keys::merchantId, transaction -> Keys.merchantId(transaction.merchant()));

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<Keys, @Nullable String> of;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<Transaction, @Nullable String> in;

    Key(Function<Keys, @Nullable String> of, Function<Transaction, @Nullable String> in) {
        this.of = of;
        this.in = in;
    }

    /** The key's value, or null where the transaction has none. */
    public @Nullable String of(Keys keys) {
        return of.apply(keys);
    }

    /** The same of a transaction whose keys nobody has gathered, without gathering the others. */
    public @Nullable String of(Transaction transaction) {
        return in.apply(transaction);
    }
}
