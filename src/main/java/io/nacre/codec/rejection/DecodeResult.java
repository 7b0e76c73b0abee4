package io.nacre.codec.rejection;

import io.nacre.payment.TransactionReference;
import org.jspecify.annotations.Nullable;

/** The result of decoding a record: a value or a dead letter. It is used only within one operator. */
public sealed interface DecodeResult<T> {

    /** A decoded record. */
    record Value<T>(T value) implements DecodeResult<T> {}

    /**
     * A rejected record.
     *
     * @param ids the ids of the rejected transaction; null if they cannot be read, and for other records
     */
    record Rejected<T>(DeadLetter letter, @Nullable TransactionReference ids) implements DecodeResult<T> {
        /** A rejected record whose sender gets no answer. */
        public Rejected(DeadLetter letter) {
            this(letter, null);
        }
    }
}
