package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.RecordOrigin;

/** Broadcast to every subtask that decides: an action on an account, an entry of a list, or an erasure. */
public sealed interface AccountControlEvent {

    /** When it was requested, ms since 1970. */
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

    /** A change of a list. */
    record EntryEvent(ListEntry entry) implements AccountControlEvent {
        public EntryEvent {
            requireNonNull(entry, "entry is null");
        }

        @Override
        public long atMs() {
            return entry.changedAtMs();
        }
    }

    /** An account is to be erased. */
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
