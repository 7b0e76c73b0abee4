package io.nacre.app;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message says why and what to do, in one line. */
final class Failure extends RuntimeException {

    Failure(String message) {
        super(message);
    }

    Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
