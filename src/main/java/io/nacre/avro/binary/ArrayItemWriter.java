package io.nacre.avro.binary;

/**
 * Writes one of several values as a record of an array.
 *
 * @param <T> what holds the values, such as a list
 * @param <S> the step of the record's first field
 */
@FunctionalInterface
public interface ArrayItemWriter<T, S> {
    RecordCompletion write(T items, int index, S first);
}
