package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An event that an endpoint did not accept. It names the event's record and has no content of it.
 *
 * @param endpoint name of the endpoint in the configuration
 * @param eventId the webhook-id of each attempt
 * @param origin position of the event's record
 * @param attempts number of attempts so far
 * @param lastStatus HTTP status of the last attempt; null without a response
 * @param lastError why the last attempt had no response; null with a response
 * @param firstAttemptAtMs wall clock of the first attempt, ms since 1970
 * @param lastAttemptAtMs wall clock of the last attempt, ms since 1970
 * @param deliveredAtMs when a redrive delivered the event, ms since 1970; null until then
 */
public record WebhookDeadLetter(
        String endpoint,
        String eventId,
        RecordOrigin origin,
        int attempts,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        long firstAttemptAtMs,
        long lastAttemptAtMs,
        @Nullable Long deliveredAtMs) {

    public WebhookDeadLetter {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(eventId, "eventId is null");
        requireNonNull(origin, "origin is null");
    }

    /** The key of its topic: later records of one event for one endpoint replace earlier ones. */
    public String key() {
        return endpoint + " " + eventId;
    }

    /** Whether a redrive has delivered the event. */
    public boolean isDelivered() {
        return deliveredAtMs != null;
    }
}
