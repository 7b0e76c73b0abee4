package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.payment.RecordOrigin;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic, not decoded yet.
 *
 * @param refused the dead letter of a record that must not be trusted, whatever it contains; null for any other record
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record RawRecord(
        RecordOrigin origin,
        byte @Nullable [] value,
        @Nullable DeadLetter refused) {
    public RawRecord {
        requireNonNull(origin, "origin is null");
    }

    /** Creates a record that may be decoded. */
    public RawRecord(RecordOrigin origin, byte @Nullable [] value) {
        this(origin, value, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord that
                && origin.equals(that.origin)
                && Arrays.equals(value, that.value)
                && Objects.equals(refused, that.refused);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, Arrays.hashCode(value), refused);
    }
}
