package io.nacre.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one attempt.
 *
 * @param status the response's HTTP status; null without a response
 * @param error why there was no response; null with a response
 * @param retryAfter the delay that the endpoint asked for; null if it asked for none
 */
record AttemptResult(
        @Nullable Integer status,
        @Nullable NoResponse error,
        @Nullable Duration retryAfter) {

    /** Why there was no response. The names are on the topic of dead letters: never renamed, only added to. */
    enum NoResponse {
        /** The host has an IP address that is not allowed. */
        ADDRESS_REFUSED,
        HOST_UNKNOWN,
        CONNECTION_FAILED,
        TLS_FAILED,
        TIMEOUT,
        IO_FAILED
    }

    /** What follows from the result. */
    enum Kind {
        DELIVERED,
        /** It may succeed later. */
        RETRY,
        /** The endpoint refuses this event, so a repetition is of no use. */
        REFUSED
    }

    static AttemptResult of(int status, @Nullable Duration retryAfter) {
        return new AttemptResult(status, null, retryAfter);
    }

    static AttemptResult failed(NoResponse error) {
        return new AttemptResult(null, error, null);
    }

    Kind kind() {
        if (status == null) {
            return Kind.RETRY;
        }
        if (status >= 200 && status < 300) {
            return Kind.DELIVERED;
        }
        // Request Timeout, Too Early, Too Many Requests, and errors of the server.
        return status == 408 || status == 425 || status == 429 || status >= 500 ? Kind.RETRY : Kind.REFUSED;
    }

    /** The status, or the reason for none, as text. */
    String text() {
        return status == null ? String.valueOf(error) : "status " + status;
    }

    /** The label of a metric: 2xx, 3xx, 4xx, 5xx, or the reason in lower case. */
    String label() {
        return status == null ? String.valueOf(error).toLowerCase(java.util.Locale.ROOT) : status / 100 + "xx";
    }
}
