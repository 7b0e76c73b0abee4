package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.decision.ErasureRequest;
import io.nacre.decision.ListEntry;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What every task of the guard is told: an action on an account, an entry of a list, or to forget an account.
 *
 * @param origin of an erasure, where its record stood
 */
public record AccountControlEvent(
        @Nullable AccountAction action,
        @Nullable ListEntry entry,
        @Nullable ErasureRequest erasure,
        @Nullable RecordOrigin origin) {

    public static AccountControlEvent of(AccountAction action) {
        return new AccountControlEvent(action, null, null, null);
    }

    public static AccountControlEvent of(ListEntry entry) {
        return new AccountControlEvent(null, entry, null, null);
    }

    public static AccountControlEvent of(ErasureRequest erasureRequest, RecordOrigin origin) {
        return new AccountControlEvent(null, null, erasureRequest, origin);
    }

    /** When it was ordered, ms since 1970. */
    public long atMs() {
        if (action != null) {
            return action.requestedAtMs();
        }
        return entry != null
                ? entry.changedAtMs()
                : requireNonNull(erasure, "none of the three").requestedAtMs();
    }
}
