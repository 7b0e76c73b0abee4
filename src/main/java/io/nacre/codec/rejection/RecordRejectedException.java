package io.nacre.codec.rejection;

import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import org.jspecify.annotations.Nullable;

/** The reason why a record is rejected. It has no stack trace, because there may be many invalid records. */
public final class RecordRejectedException extends Exception {

    private final RejectionCode code;
    private final @Nullable String field;

    /** For a record that is invalid as a whole. */
    public RecordRejectedException(RejectionCode code, String detail) {
        this(code, null, detail);
    }

    /** For one field. The detail never contains the value, because the value may be forbidden in storage. */
    public RecordRejectedException(RejectionCode code, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** The kind of fault. */
    public RejectionCode code() {
        return code;
    }

    /** The invalid field; null for the record as a whole. */
    public @Nullable String field() {
        return field;
    }

    public DeadLetter letter(RecordOrigin origin, byte @Nullable [] bytes) {
        return new DeadLetter(origin, bytes == null ? null : masked(bytes), code, field, String.valueOf(getMessage()));
    }

    private byte[] masked(byte[] bytes) {
        return SensitiveAuthenticationData.masked(
                code == RejectionCode.CARD_NUMBER
                        ? CardNumberDetector.maskedThoroughly(bytes)
                        : CardNumberDetector.masked(bytes));
    }
}
