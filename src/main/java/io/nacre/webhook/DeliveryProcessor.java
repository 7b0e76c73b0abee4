package io.nacre.webhook;

import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.topic.SourceHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the events of one endpoint's queue: sends, repeats later, or writes a dead letter. Thread-safe. */
final class DeliveryProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryProcessor.class);

    /** Before a step that failed for a reason of our own is repeated. */
    private static final long PAUSE_MS = Duration.ofSeconds(10).toMillis();

    private static final long REPORT_EVERY_MS = Duration.ofMinutes(1).toMillis();

    private final WebhookEndpoint endpoint;
    private final DeliveryQueue queue;
    private final WebhookSender sender;
    private final Consumer<WebhookDeadLetter> deadLetters;
    private final WebhookMetrics metrics;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final AtomicLong reportedMs = new AtomicLong();

    /** @param jitter random numbers from 0 to 1 */
    DeliveryProcessor(
            WebhookEndpoint endpoint,
            DeliveryQueue queue,
            WebhookSender sender,
            Consumer<WebhookDeadLetter> deadLetters,
            WebhookMetrics metrics,
            Clock clock,
            DoubleSupplier jitter) {
        this.endpoint = endpoint;
        this.queue = queue;
        this.sender = sender;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Delivers events until the queue is closed. */
    void run() {
        try {
            for (PendingDelivery next = queue.take(); next != null; next = queue.take()) {
                process(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes one attempt, or writes the dead letter of an event without further attempts. */
    void process(PendingDelivery delivery) {
        try {
            if (delivery.isExhausted() || attempt(delivery)) {
                writeDeadLetter(delivery);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "endpoint {}: event {} is repeated in {} s, because of an error: {}",
                    endpoint.name(),
                    delivery.event().id(),
                    PAUSE_MS / 1_000,
                    e.toString());
            queue.retry(delivery, clock.millis() + PAUSE_MS);
        }
    }

    /** Makes an attempt; returns whether the event becomes a dead letter. */
    private boolean attempt(PendingDelivery delivery) {
        long startedMs = clock.millis();
        AttemptResult result = sender.send(delivery.event());
        long endedMs = clock.millis();
        delivery.attempted(result, startedMs, endedMs);
        metrics.attempted(endpoint.name(), result, Duration.ofMillis(Math.max(0, endedMs - startedMs)));
        report(result);
        if (result.kind() == AttemptResult.Kind.DELIVERED) {
            queue.complete(delivery);
            metrics.finished(endpoint.name(), true);
            return false;
        }
        long nextMs = result.kind() == AttemptResult.Kind.REFUSED
                ? RetrySchedule.NEVER
                : endpoint.retries()
                        .nextAttemptMs(
                                delivery.attempts(),
                                delivery.firstAttemptMs(),
                                endedMs,
                                result.retryAfter(),
                                jitter.getAsDouble());
        if (nextMs == RetrySchedule.NEVER) {
            delivery.exhaust();
            return true;
        }
        queue.retry(delivery, nextMs);
        return false;
    }

    private void writeDeadLetter(PendingDelivery delivery) {
        WebhookDeadLetter letter = delivery.deadLetter(endpoint.name());
        deadLetters.accept(letter);
        queue.complete(delivery);
        metrics.finished(endpoint.name(), false);
        LOG.warn(
                "endpoint {}: event {} of {} is a dead letter after {} attempts, the last with {}; see 'nacre webhooks"
                        + " list'",
                endpoint.name(),
                letter.eventId(),
                SourceHeader.text(letter.origin()),
                letter.attempts(),
                letter.lastStatus() == null ? letter.lastError() : "status " + letter.lastStatus());
    }

    /** Logs a failure at most once a minute: an endpoint may fail for one account and accept the events of others. */
    private void report(AttemptResult result) {
        long nowMs = clock.millis();
        long lastMs = reportedMs.get();
        if (result.kind() == AttemptResult.Kind.RETRY
                && nowMs - lastMs >= REPORT_EVERY_MS
                && reportedMs.compareAndSet(lastMs, nowMs)) {
            LOG.warn("endpoint {} fails with {}; its events are repeated", endpoint.name(), result.text());
        }
    }
}
