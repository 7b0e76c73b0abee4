package io.nacre.codec;

/** The schema registry did not answer, or not sensibly: worth another try, and no fault of the record. */
public final class RegistryUnreachable extends RuntimeException {
    RegistryUnreachable(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryUnreachable(String message) {
        super(message);
    }
}
