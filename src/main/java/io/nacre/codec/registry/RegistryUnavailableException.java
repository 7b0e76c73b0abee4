package io.nacre.codec.registry;

/** The schema registry did not answer, or gave an invalid answer. A retry may succeed; the record is not at fault. */
public final class RegistryUnavailableException extends RuntimeException {
    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryUnavailableException(String message) {
        super(message);
    }
}
