package io.nacre.feature;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whose memory it is: one partitioning of the stream for each. */
public enum Key {
    ACCOUNT(Keys::accountId),
    DEVICE(Keys::deviceId),
    IP(Keys::network),
    COUNTERPARTY(Keys::counterpartyId),
    MERCHANT(Keys::merchantId);

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Function<Keys, @Nullable String> of;

    Key(Function<Keys, @Nullable String> of) {
        this.of = of;
    }

    /** The key's value, or null where the transaction has none. */
    public @Nullable String of(Keys keys) {
        return of.apply(keys);
    }
}
