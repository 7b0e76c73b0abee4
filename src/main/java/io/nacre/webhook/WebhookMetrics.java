package io.nacre.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** The metrics of the webhooks for Prometheus. */
public final class WebhookMetrics {

    private static final String ENDPOINT = "endpoint";
    private static final double MS_PER_SECOND = 1_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Registers the gauges of an endpoint. */
    void observe(String endpoint, DeliveryQueue queue, Clock clock) {
        Gauge.builder("nacre_webhook_queue_events", queue::size)
                .description("Events that are read and not delivered.")
                .tag(ENDPOINT, endpoint)
                .register(registry);
        Gauge.builder("nacre_webhook_oldest_undelivered_age_seconds", () -> ageSeconds(queue, clock.millis()))
                .description("Age of the oldest event that is read and not delivered.")
                .tag(ENDPOINT, endpoint)
                .register(registry);
    }

    private static double ageSeconds(DeliveryQueue queue, long nowMs) {
        return Math.max(0, nowMs - queue.oldestMs(nowMs)) / MS_PER_SECOND;
    }

    /** Counts an attempt by its result: 2xx, 4xx, timeout and so on. */
    void attempted(String endpoint, AttemptResult result, Duration time) {
        Timer.builder("nacre_webhook_attempt")
                .description("Time of an attempt, by result.")
                .tag(ENDPOINT, endpoint)
                .tag("result", result.label())
                .register(registry)
                .record(time);
    }

    /** Counts an event that needs no further attempt. */
    void finished(String endpoint, boolean delivered) {
        Counter.builder("nacre_webhook_events")
                .description("Events that are delivered or dead letters.")
                .tag(ENDPOINT, endpoint)
                .tag("result", delivered ? "delivered" : "dead_letter")
                .register(registry)
                .increment();
    }

    /** Counts a record that cannot be read or has no valid signature. */
    void unreadable(String endpoint) {
        Counter.builder("nacre_webhook_unreadable_records")
                .description("Records that cannot be read or have no valid signature.")
                .tag(ENDPOINT, endpoint)
                .register(registry)
                .increment();
    }

    /** Counts records that were deleted before they were read. */
    void missed(String endpoint, long records) {
        Counter.builder("nacre_webhook_missed_records")
                .description("Records that their topic deleted before they were read.")
                .tag(ENDPOINT, endpoint)
                .register(registry)
                .increment((double) records);
    }

    /** All metrics in Prometheus' text format. */
    public String text() {
        return registry.scrape();
    }
}
