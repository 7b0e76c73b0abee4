package io.nacre.codec.mapping;

import io.nacre.avro.binary.RecordCompletion;

/** Writes values as record bodies, with its own encoder. Not thread-safe. */
@FunctionalInterface
public interface AvroBodyWriter<T> {

    /** Appends the body. */
    RecordCompletion write(T value);
}
