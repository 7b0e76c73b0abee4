package io.nacre.stream.metrics;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Severity;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.feature.EntityType;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts opened incidents by severity: one set of counters for accounts, and one for each shared entity. */
public final class IncidentCounters {

    private final Map<Severity, Counter> opened = new EnumMap<>(Severity.class);

    private IncidentCounters(MetricGroup nacre, Enum<?> entity) {
        for (Severity severity : Severity.values()) {
            opened.put(severity, JobMetric.INCIDENTS_OPENED.counter(nacre, entity, severity));
        }
    }

    public static IncidentCounters ofAccounts(MetricGroup nacre) {
        return new IncidentCounters(nacre, EntityType.ACCOUNT);
    }

    public static IncidentCounters of(MetricGroup nacre, SharedEntity sharedEntity) {
        return new IncidentCounters(nacre, sharedEntity);
    }

    /** Counts an incident by its first alert. */
    public void count(Alert first) {
        requireNonNull(opened.get(first.severity())).inc();
    }
}
