package io.nacre.console.store;

/** The store does not answer as it must. The message says what to look at. */
public final class StoreException extends RuntimeException {

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
