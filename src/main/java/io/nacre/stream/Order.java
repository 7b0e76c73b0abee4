package io.nacre.stream;

import io.nacre.decision.AccountAction;
import io.nacre.decision.ListEntry;
import org.jspecify.annotations.Nullable;

/** What every task of the guard is told: an action on an account, or an entry of a list. */
public record Order(
        @Nullable AccountAction action, @Nullable ListEntry entry) {

    static Order of(AccountAction action) {
        return new Order(action, null);
    }

    static Order of(ListEntry entry) {
        return new Order(null, entry);
    }
}
