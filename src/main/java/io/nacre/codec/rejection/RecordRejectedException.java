package io.nacre.codec.rejection;

import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import org.jspecify.annotations.Nullable;

/** Why the record at hand is refused. Without a stack trace: bad records may come in floods. */
public final class RecordRejectedException extends Exception {

    private final RejectionCode code;
    private final @Nullable String field;

    /** Of the record as a whole. */
    public RecordRejectedException(RejectionCode code, String detail) {
        this(code, null, detail);
    }

    /** Of one field. The detail never quotes the value: it may be what must not be stored. */
    public RecordRejectedException(RejectionCode code, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** What kind of fault it is. */
    public RejectionCode code() {
        return code;
    }

    /** The field at fault; null for the record as a whole. */
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
