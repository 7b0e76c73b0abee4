package io.nacre.codec.rejection;

import org.jspecify.annotations.Nullable;

/** What became of a record that was read: a value, or a dead letter. Stays inside one operator. */
public sealed interface DecodeResult<T> {

    /** The record could be read. */
    record Value<T>(T value) implements DecodeResult<T> {}

    /**
     * The record could not be read.
     *
     * @param ids of the transaction that it was to be; null where they could not be read, and of other records
     */
    record Rejected<T>(DeadLetter letter, @Nullable TransactionReference ids) implements DecodeResult<T> {
        /** A record that nobody is answered about. */
        public Rejected(DeadLetter letter) {
            this(letter, null);
        }
    }
}
