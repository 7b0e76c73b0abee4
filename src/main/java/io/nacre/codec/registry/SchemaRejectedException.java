package io.nacre.codec.registry;

/** The schema registry rejects our schema. */
public final class SchemaRejectedException extends RuntimeException {
    SchemaRejectedException(String message) {
        super(message);
    }
}
