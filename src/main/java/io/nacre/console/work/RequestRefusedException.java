package io.nacre.console.work;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A request that cannot be carried out. */
public final class RequestRefusedException extends RuntimeException {

    /** The kind of a refusal. */
    public enum Kind {
        /** There is no such incident, account or note. */
        UNKNOWN,
        /** A field of the request is not valid. */
        INVALID,
        /** The rules of the console do not allow it. */
        FORBIDDEN
    }

    private final Kind kind;
    private final @Nullable String field;
    private final String remedy;

    /**
     * A refusal with its remedy.
     *
     * @param field the invalid field of the request; null if it is not about one field
     */
    public RequestRefusedException(Kind kind, @Nullable String field, String message, String remedy) {
        super(message, null, false, false);
        this.kind = requireNonNull(kind, "kind is null");
        this.field = field;
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    /** There is no incident with this id. */
    public static RequestRefusedException unknownIncident(String incidentId) {
        return new RequestRefusedException(
                Kind.UNKNOWN, null, "there is no incident " + incidentId, "check the id, or search for the account");
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String field() {
        return field;
    }

    public String remedy() {
        return remedy;
    }
}
