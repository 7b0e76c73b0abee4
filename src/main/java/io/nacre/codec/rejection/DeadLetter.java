package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A rejected record: its bytes, its origin and the reason.
 *
 * @param value as received, with possible card numbers masked; null if the record had no value
 * @param code stable reason, such as AMOUNT_RANGE
 * @param field the invalid field; null if the record as a whole is invalid
 * @param detail the fault and the remedy, in plain words
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record DeadLetter(
        RecordOrigin origin,
        byte @Nullable [] value,
        RejectionCode code,
        @Nullable String field,
        String detail) {

    /** Maximum number of stored bytes of a rejected record. */
    public static final int MAX_VALUE_BYTES = 256 * 1024;

    public DeadLetter {
        requireNonNull(origin, "origin is null");
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
    }

    /**
     * The bytes for display: card numbers, security codes, PINs and track data are masked, whichever version wrote the
     * dead letter.
     */
    public byte @Nullable [] shown() {
        return value == null ? null : SensitiveAuthenticationData.masked(CardNumberDetector.masked(value));
    }

    /** Whether the bytes are complete and unchanged: not truncated, and without masks. */
    public boolean isWhole() {
        if (value == null) {
            return true;
        }
        int masks = 0;
        for (byte b : value) {
            masks += b == CardNumberDetector.MASK ? 1 : 0;
        }
        return value.length < MAX_VALUE_BYTES && masks < CardNumberDetector.SHORTEST;
    }

    /** The dead letter of a record that is invalid as a whole; masks possible card numbers. */
    public static DeadLetter of(RecordOrigin origin, byte @Nullable [] bytes, RejectionCode code, String detail) {
        return new RecordRejectedException(code, detail).letter(origin, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetter that
                && origin.equals(that.origin)
                && Arrays.equals(value, that.value)
                && code == that.code
                && java.util.Objects.equals(field, that.field)
                && detail.equals(that.detail);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(origin, Arrays.hashCode(value), code, field, detail);
    }
}
