package io.nacre.avro.binary;

/**
 * Writes a value as one record.
 *
 * @param <S> the step of the record's first field
 */
@FunctionalInterface
public interface NestedRecordWriter<T, S> {
    RecordCompletion write(T value, S first);
}
