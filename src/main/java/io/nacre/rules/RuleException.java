package io.nacre.rules;

import org.jspecify.annotations.Nullable;

/** A rule is not as it has to be; the message says what about it, and what to do. */
public final class RuleException extends RuntimeException {

    RuleException(String message) {
        super(message);
    }

    RuleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
