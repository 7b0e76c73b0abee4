package io.nacre.training.csv;

import io.nacre.codec.RecordRejectedException;
import io.nacre.codec.RejectionCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that cannot be read: which part of it, and what would help. */
public final class BadRowException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Fields of records by another name than the mapping's. */
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

    /** What would be refused as a record, too. */
    BadRowException(String part, String detail, RejectionCode code) {
        super(part + ": " + detail);
        this.code = code;
    }

    /**
     * A row that would be refused as a record.
     *
     * @param where before the names of fields, such as "profiles."
     * @param hint more on what would help; empty where there is none
     */
    static BadRowException of(RecordRejectedException recordRejectedException, String where, String hint) {
        String field = String.valueOf(recordRejectedException.field());
        boolean attribute = field.startsWith("attributes.");
        String part = attribute ? field : KEYS.getOrDefault(field, field.replace('_', '-'));
        return new BadRowException(
                where + part, recordRejectedException.getMessage() + hint, recordRejectedException.code());
    }

    /** As what a record with these fields would be refused; null where no record could have them. */
    public @Nullable RejectionCode code() {
        return code;
    }
}
