package io.nacre.stream;

import io.nacre.decision.AccountAction;
import io.nacre.decision.Erasure;
import io.nacre.decision.ListEntry;
import org.jspecify.annotations.Nullable;

/** What every task of the guard is told: an action on an account, an entry of a list, or to forget an account. */
public record Order(
        @Nullable AccountAction action,
        @Nullable ListEntry entry,
        @Nullable Erasure erasure) {

    static Order of(AccountAction action) {
        return new Order(action, null, null);
    }

    static Order of(ListEntry entry) {
        return new Order(null, entry, null);
    }

    static Order of(Erasure erasure) {
        return new Order(null, null, erasure);
    }
}
