package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.RecordOrigin;

/** An account control: an account action, a list entry or an erasure. It is broadcast to every subtask that decides. */
public sealed interface AccountControlEvent {

    /** The time of the request, ms since 1970. */
    long atMs();

    static AccountControlEvent of(AccountAction action) {
        return new ActionEvent(action);
    }

    static AccountControlEvent of(ListEntry entry) {
        return new EntryEvent(entry);
    }

    static AccountControlEvent of(ErasureRequest request, RecordOrigin origin) {
        return new ErasureEvent(request, origin);
    }

    /** A freeze or a release. */
    record ActionEvent(AccountAction action) implements AccountControlEvent {
        public ActionEvent {
            requireNonNull(action, "action is null");
        }

        @Override
        public long atMs() {
            return action.requestedAtMs();
        }
    }

    /** A list entry that was added or removed. */
    record EntryEvent(ListEntry entry) implements AccountControlEvent {
        public EntryEvent {
            requireNonNull(entry, "entry is null");
        }

        @Override
        public long atMs() {
            return entry.changedAtMs();
        }
    }

    /** A request to erase an account. */
    record ErasureEvent(ErasureRequest request, RecordOrigin origin) implements AccountControlEvent {
        public ErasureEvent {
            requireNonNull(request, "request is null");
            requireNonNull(origin, "origin is null");
        }

        @Override
        public long atMs() {
            return request.requestedAtMs();
        }
    }
}
