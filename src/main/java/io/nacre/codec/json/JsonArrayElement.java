package io.nacre.codec.json;

import io.nacre.codec.rejection.RecordRejectedException;

/** One record of a JSON array: a value, or the reason why it is rejected. */
public sealed interface JsonArrayElement<T> {

    /** A valid record. */
    record Value<T>(T value) implements JsonArrayElement<T> {}

    /** A rejected record. */
    record Rejected<T>(RecordRejectedException reason) implements JsonArrayElement<T> {}
}
