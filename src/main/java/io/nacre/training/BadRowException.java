package io.nacre.training;

/** A row that cannot be read: which part of it, and what would help. */
final class BadRowException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadRowException(String part, String detail) {
        super(part + ": " + detail);
    }
}
