package io.nacre.codec.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a schema registry.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param body as JSON; a missing node where it is no JSON, or too large
 * @param failure why there was no answer; null if there was one
 */
record RegistryResponse(int status, JsonNode body, @Nullable RegistryUnavailableException failure) {

    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** Registries say by codes from 40401 what exactly they do not have; a wrong address answers 404 without a code. */
    private static final int ERRORS_A_STATUS = 100;

    /** Whether it holds a schema, or a version of a subject. */
    boolean hasSchema() {
        return status == 200 && body.path("schema").isTextual();
    }

    /** Whether the registry itself says that it has nothing of the kind. */
    boolean isUnknown() {
        return status == NOT_FOUND && body.path("error_code").asInt() / ERRORS_A_STATUS == NOT_FOUND;
    }

    boolean refusesUs() {
        return status == UNAUTHORISED || status == FORBIDDEN;
    }

    /** In words, for a message. */
    String message() {
        return failure != null ? "does not answer" : status == 200 ? "answers without a schema" : "answers " + status;
    }
}
