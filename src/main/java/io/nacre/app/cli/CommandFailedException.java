package io.nacre.app.cli;

import org.jspecify.annotations.Nullable;

/** A command failed; the message has the reason and the remedy in one line. */
public final class CommandFailedException extends RuntimeException {

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
