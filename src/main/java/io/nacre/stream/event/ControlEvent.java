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
public record ControlEvent(
        @Nullable AccountAction action,
        @Nullable ListEntry entry,
        @Nullable ErasureRequest erasure,
        @Nullable RecordOrigin origin) {

    public static ControlEvent of(AccountAction action) {
        return new ControlEvent(action, null, null, null);
    }

    public static ControlEvent of(ListEntry entry) {
        return new ControlEvent(null, entry, null, null);
    }

    public static ControlEvent of(ErasureRequest erasureRequest, RecordOrigin origin) {
        return new ControlEvent(null, null, erasureRequest, origin);
    }

    /** When it was ordered, ms since 1970. */
    public long atMs() {
        if (action != null) {
            return action.atMs();
        }
        return entry != null
                ? entry.atMs()
                : requireNonNull(erasure, "none of the three").atMs();
    }
}
