package io.nacre.training.csv;

/** A number with an ambiguous format. The file is rejected until the mapping states the format. */
final class AmbiguousNumberException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AmbiguousNumberException(String part, String detail) {
        super(part + ": " + detail);
    }
}
