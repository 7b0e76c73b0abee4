package io.nacre.webhook;

/** Makes one attempt to deliver an event. Thread-safe. */
@FunctionalInterface
interface WebhookSender {

    /** Never throws for a failure of the network or the endpoint. */
    AttemptResult send(WebhookEvent event);
}
