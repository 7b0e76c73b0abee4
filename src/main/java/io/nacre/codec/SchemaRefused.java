package io.nacre.codec;

/** The schema registry does not take our schema. */
public final class SchemaRefused extends RuntimeException {
    SchemaRefused(String message) {
        super(message);
    }
}
