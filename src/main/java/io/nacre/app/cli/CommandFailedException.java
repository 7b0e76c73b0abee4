package io.nacre.app.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message says why and what to do, in one line. */
public final class CommandFailedException extends RuntimeException {

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
