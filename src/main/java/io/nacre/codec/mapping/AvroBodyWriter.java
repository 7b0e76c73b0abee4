package io.nacre.codec.mapping;

import io.nacre.avro.binary.RecordEnd;

/** Writes values as record bodies, with an encoder of its own. Not thread-safe. */
@FunctionalInterface
public interface AvroBodyWriter<T> {

    /** Appends the body. */
    RecordEnd write(T value);
}
