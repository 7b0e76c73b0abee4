package io.nacre.codec.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A response of a schema registry.
 *
 * @param status the HTTP status; 0 without a response
 * @param body as JSON; a missing node if it is not JSON or is too large
 * @param failure why there was no response; null if there was one
 */
record RegistryResponse(int status, JsonNode body, @Nullable RegistryUnavailableException failure) {

    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** Error codes of a registry, such as 40401, begin with the HTTP status. A 404 of a wrong address has no code. */
    private static final int ERRORS_A_STATUS = 100;

    /** Whether the body has a schema, or a version of a subject. */
    boolean hasSchema() {
        return status == 200 && body.path("schema").isTextual();
    }

    /** Whether the registry itself reports that the schema, subject or version does not exist. */
    boolean isUnknown() {
        return status == NOT_FOUND && body.path("error_code").asInt() / ERRORS_A_STATUS == NOT_FOUND;
    }

    boolean isUnauthorised() {
        return status == UNAUTHORISED || status == FORBIDDEN;
    }

    /** The result as text, for a message. */
    String message() {
        return failure != null
                ? "does not respond"
                : status == 200 ? "responds without a schema" : "responds with status " + status;
    }
}
