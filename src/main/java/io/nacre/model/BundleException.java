package io.nacre.model;

/** A bundle that must not be used, or cannot be written: what is wrong with it, and the remedy. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
