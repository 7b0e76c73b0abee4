package io.nacre.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import org.jspecify.annotations.Nullable;

/**
 * An error response by RFC 9457.
 *
 * @param code stable; for a transaction that breaks the contract, the code that its dead letter would have
 * @param field the invalid field; null if the request as a whole is invalid
 */
public record ProblemDetail(
        int status,
        String code,
        String title,
        String detail,
        @Nullable String field,
        String remedy) {

    public static final String CONTENT_TYPE = "application/problem+json";

    public ProblemDetail {
        requireNonNull(code, "code is null");
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(remedy, "remedy is null");
    }

    /** A problem with the request as a whole. */
    public ProblemDetail(int status, String code, String title, String remedy) {
        this(status, code, title, title, null, remedy);
    }

    /** The problem of a transaction that breaks the contract. */
    public static ProblemDetail of(RecordRejectedException rejected) {
        return of(rejected.code(), rejected.field(), String.valueOf(rejected.getMessage()));
    }

    public static ProblemDetail of(RejectionCode code, @Nullable String field, String detail) {
        return new ProblemDetail(
                code == RejectionCode.RECORD_TOO_LARGE ? 413 : 400,
                code.name(),
                code.meaning(),
                field == null ? detail : field + " " + detail,
                field,
                remedy(code));
    }

    /** The remedy for JSON. That of a code speaks of records on a topic where the two differ. */
    private static String remedy(RejectionCode code) {
        return switch (code) {
            case EMPTY -> "send the transaction as the body";
            case UNREADABLE -> "send JSON in UTF-8, as at /docs; the detail says what is wrong";
            case FIELD_MALFORMED -> "see the field at /docs";
            default -> code.remedy();
        };
    }

    /** The body of the response. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code);
        if (field != null) {
            json.put("field", field);
        }
        return json.put("remedy", remedy);
    }
}
