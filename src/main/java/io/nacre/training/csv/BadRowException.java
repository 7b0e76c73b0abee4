package io.nacre.training.csv;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that cannot be read. The message names the field and the remedy. */
public final class BadRowException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Record fields with another name in the mapping. */
    private static final Map<String, String> KEYS = Map.of(
            "event_time", "time",
            "account_id", "account",
            "amount_minor", "amount",
            "device_id", "device",
            "counterparty_id", "counterparty",
            "known_at", "label.known-at");

    private final @Nullable RejectionCode code;

    BadRowException(String part, String detail) {
        super(part + ": " + detail);
        this.code = null;
    }

    /** A row with a fault that would also reject a record. */
    BadRowException(String part, String detail, RejectionCode code) {
        super(part + ": " + detail);
        this.code = code;
    }

    /**
     * Wraps the rejection of a record.
     *
     * @param where prefix of the field names, such as "profiles."
     * @param hint an additional hint; empty if there is none
     */
    static BadRowException of(RecordRejectedException recordRejectedException, String where, String hint) {
        String field = String.valueOf(recordRejectedException.field());
        boolean attribute = field.startsWith("attributes.");
        String part = attribute ? field : KEYS.getOrDefault(field, field.replace('_', '-'));
        return new BadRowException(
                where + part, recordRejectedException.getMessage() + hint, recordRejectedException.code());
    }

    /** The code with which such a record would be rejected; null if no record can have the fault. */
    public @Nullable RejectionCode code() {
        return code;
    }
}
