package io.nacre.console.work;

import io.nacre.console.store.IncidentRow;
import org.jspecify.annotations.Nullable;

/** Somebody else was faster. The message says who, and what is the case now. */
public final class EditConflictException extends RuntimeException {

    private final transient @Nullable IncidentRow current;

    EditConflictException(String message, @Nullable IncidentRow current) {
        super(message, null, false, false);
        this.current = current;
    }

    /** The incident as it is now; null if the conflict is about something else. */
    public @Nullable IncidentRow current() {
        return current;
    }
}
