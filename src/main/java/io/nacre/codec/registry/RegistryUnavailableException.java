package io.nacre.codec.registry;

/** The schema registry did not answer, or not sensibly: worth another try, and no fault of the record. */
public final class RegistryUnavailableException extends RuntimeException {
    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryUnavailableException(String message) {
        super(message);
    }
}
