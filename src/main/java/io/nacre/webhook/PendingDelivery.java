package io.nacre.webhook;

import io.nacre.codec.rejection.WebhookDeadLetter;
import org.jspecify.annotations.Nullable;

/** An event that is not delivered yet, with its attempts. Used by one thread at a time. */
final class PendingDelivery {

    private final WebhookEvent event;
    private final PartitionProgress progress;
    private int attempts;
    private long firstAttemptMs;
    private long lastAttemptMs;
    private boolean exhausted;
    private @Nullable AttemptResult lastResult;

    PendingDelivery(WebhookEvent event, PartitionProgress progress) {
        this.event = event;
        this.progress = progress;
    }

    WebhookEvent event() {
        return event;
    }

    PartitionProgress progress() {
        return progress;
    }

    int attempts() {
        return attempts;
    }

    long firstAttemptMs() {
        return firstAttemptMs;
    }

    /** Whether no further attempt is made: the event becomes a dead letter. */
    boolean isExhausted() {
        return exhausted;
    }

    void exhaust() {
        exhausted = true;
    }

    /**
     * Adds an attempt.
     *
     * @param startedMs when the attempt began, ms since 1970
     * @param endedMs when its result was known, ms since 1970
     */
    void attempted(AttemptResult result, long startedMs, long endedMs) {
        firstAttemptMs = attempts == 0 ? startedMs : firstAttemptMs;
        lastAttemptMs = endedMs;
        lastResult = result;
        attempts++;
    }

    /** The dead letter after its last attempt. */
    WebhookDeadLetter deadLetter(String endpoint) {
        AttemptResult result = lastResult;
        AttemptResult.NoResponse error = result == null ? null : result.error();
        return new WebhookDeadLetter(
                endpoint,
                event.id(),
                event.origin(),
                attempts,
                result == null ? null : result.status(),
                error == null ? null : error.name(),
                firstAttemptMs,
                lastAttemptMs,
                null);
    }
}
