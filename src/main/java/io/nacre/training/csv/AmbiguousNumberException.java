package io.nacre.training.csv;

/** A number that the mapping does not say how to read: all of the file is refused. */
final class AmbiguousNumberException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AmbiguousNumberException(String part, String detail) {
        super(part + ": " + detail);
    }
}
