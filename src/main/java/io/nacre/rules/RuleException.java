package io.nacre.rules;

import org.jspecify.annotations.Nullable;

/** A rule is invalid. The message names the fault and the remedy. */
public final class RuleException extends RuntimeException {

    RuleException(String message) {
        super(message);
    }

    RuleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
