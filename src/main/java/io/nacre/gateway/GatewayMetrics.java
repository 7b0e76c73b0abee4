package io.nacre.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nacre.decision.StandIn;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The gateway's metrics for Prometheus. */
public final class GatewayMetrics {

    /** Bounds of the histogram: around the usual latency, the default deadline and the longest one. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(300),
        Duration.ofMillis(320),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter journalFailures = Counter.builder("nacre_gateway_journal_failures")
            .description("Stand-ins that could not be written to the journal.")
            .register(registry);

    /** Registers the number of requests that wait for a decision. */
    void observe(Supplier<Number> inFlight) {
        Gauge.builder("nacre_gateway_requests_in_flight", inFlight)
                .description("Requests that wait for a decision.")
                .register(registry);
    }

    /** Counts a request, with the time from its arrival to its answer. */
    public void answered(int status, String answer, Duration time) {
        Timer.builder("nacre_gateway_request")
                .description("Time from the arrival of a request to its answer.")
                .tag("status", Integer.toString(status))
                .tag("answer", answer)
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(time);
    }

    void stoodIn(StandIn standIn) {
        Counter.builder("nacre_gateway_stand_ins")
                .description("Answers without a decision.")
                .tag("reason", lower(standIn.answer().reason()))
                .tag("outcome", lower(standIn.answer().outcome()))
                .register(registry)
                .increment();
    }

    void decidedLate(StandIn linked) {
        Counter.builder("nacre_gateway_late_decisions")
                .description("Decisions that came after a stand-in.")
                .tag("agrees", Boolean.toString(!linked.isContradicted()))
                .register(registry)
                .increment();
    }

    void journalFailed() {
        journalFailures.increment();
    }

    /** All metrics in Prometheus' text format. */
    public String text() {
        return registry.scrape();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
