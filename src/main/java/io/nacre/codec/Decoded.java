package io.nacre.codec;

/** What became of a record that was read: a value, or a dead letter. Stays inside one operator. */
public sealed interface Decoded<T> {

    /** The record could be read. */
    record Value<T>(T value) implements Decoded<T> {}

    /** The record could not be read. */
    record Rejected<T>(DeadLetter letter) implements Decoded<T> {}
}
