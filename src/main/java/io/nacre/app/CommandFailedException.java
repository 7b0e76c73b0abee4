package io.nacre.app;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message says why and what to do, in one line. */
final class CommandFailedException extends RuntimeException {

    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
