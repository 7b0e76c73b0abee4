package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that could not be read, where they stood, and why.
 *
 * @param value as received, with anything that looks like a card number masked; null where the record had none
 * @param code stable reason, such as AMOUNT_RANGE
 * @param field which field is at fault; null where it is the record as a whole
 * @param detail what is wrong and the remedy, in plain words
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record DeadLetter(
        RecordOrigin origin,
        byte @Nullable [] value,
        RejectionCode code,
        @Nullable String field,
        String detail) {

    /** How much of a rejected record is stored. */
    public static final int MAX_VALUE_BYTES = 256 * 1024;

    public DeadLetter {
        requireNonNull(origin, "origin is null");
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
    }

    /**
     * The bytes as people may see them: whoever wrote the letter, no card number, security code, PIN or track is in it.
     */
    public byte @Nullable [] shown() {
        return value == null ? null : SensitiveAuthenticationData.masked(CardNumberDetector.masked(value));
    }

    /** Whether the bytes are all that was received, and as they were: not cut, and nothing in them masked. */
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

    /** Of a record as a whole; masks what looks like a card number. */
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
