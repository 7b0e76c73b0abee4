package io.nacre.stream.metrics;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** Counts decisions by outcome and cause, and measures how long they took. */
public final class DecisionMetrics {

    private static final long MS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

    private final Map<Outcome, Map<Cause, Counter>> decisions = new EnumMap<>(Outcome.class);
    private final Histogram latency;
    private final Histogram eventTimeLag;

    public DecisionMetrics(MetricGroup nacre) {
        for (Outcome outcome : Outcome.values()) {
            Map<Cause, Counter> causes = new EnumMap<>(Cause.class);
            for (Cause cause : Cause.values()) {
                causes.put(cause, JobMetric.DECISIONS.counter(nacre, outcome, cause));
            }
            decisions.put(outcome, causes);
        }
        latency = JobMetric.DECISION_LATENCY.histogram(nacre, MS_PER_SECOND);
        eventTimeLag = JobMetric.EVENT_TIME_LAG.histogram(nacre, MS_PER_SECOND);
    }

    public void count(Decision decision) {
        requireNonNull(requireNonNull(decisions.get(decision.outcome())).get(decision.cause()))
                .inc();
        latency.update(decision.decidedAtMs() - decision.origin().timestampMs());
        eventTimeLag.update(decision.decidedAtMs() - decision.eventTimeMs());
    }
}
