package io.nacre.codec;

/** The schema registry does not take our schema. */
public final class SchemaRejectedException extends RuntimeException {
    SchemaRejectedException(String message) {
        super(message);
    }
}
