package io.nacre.console.work;

import io.nacre.rules.Rule;
import org.jspecify.annotations.Nullable;

/** Somebody else has published the rule meanwhile. The message says who, and what is the case now. */
public final class RuleConflictException extends RuntimeException {

    private final transient @Nullable Rule current;

    RuleConflictException(String message, @Nullable Rule current) {
        super(message, null, false, false);
        this.current = current;
    }

    /** The version as it is now; null if there is none. */
    public @Nullable Rule current() {
        return current;
    }
}
