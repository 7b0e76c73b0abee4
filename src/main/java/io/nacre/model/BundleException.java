package io.nacre.model;

/** A bundle is invalid or cannot be written. The message names the fault and the remedy. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
