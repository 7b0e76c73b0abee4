package io.nacre.webhook;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;

/**
 * An event to deliver.
 *
 * @param id the webhook-id; equal for all attempts, also after a restart
 * @param orderKey events with equal keys are delivered one after the other
 * @param body the JSON body
 * @param origin position of the event's record
 */
@SuppressWarnings("ArrayRecordComponent") // Events are compared by nobody.
record WebhookEvent(String id, String orderKey, byte[] body, RecordOrigin origin) {

    WebhookEvent {
        requireNonNull(id, "id is null");
        requireNonNull(orderKey, "orderKey is null");
        requireNonNull(body, "body is null");
        requireNonNull(origin, "origin is null");
    }
}
