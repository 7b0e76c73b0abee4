package io.nacre.console.store;

import io.nacre.decision.incident.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How soon an incident is due after its first alert, by its severity. */
public record IncidentDueTimes(Map<Severity, Duration> bySeverity) {

    private static final Map<Severity, Duration> DEFAULTS = Map.of(
            Severity.CRITICAL, Duration.ofHours(1),
            Severity.HIGH, Duration.ofHours(4),
            Severity.MEDIUM, Duration.ofHours(24),
            Severity.LOW, Duration.ofHours(72));

    /** An hour to three days. */
    public static final IncidentDueTimes DEFAULT = new IncidentDueTimes(Map.of());

    /** @param bySeverity replaces the defaults of these severities */
    public IncidentDueTimes {
        Map<Severity, Duration> all = new EnumMap<>(Severity.class);
        all.putAll(DEFAULTS);
        all.putAll(bySeverity);
        bySeverity = Collections.unmodifiableMap(all);
    }

    long dueMs(Severity severity, long firstReceivedMs) {
        return firstReceivedMs
                + bySeverity.getOrDefault(severity, Duration.ZERO).toMillis();
    }

    /** The moment as an expression of SQL over the columns of an incident. */
    String sql() {
        StringBuilder sql = new StringBuilder("(i.first_received_at + CASE i.severity");
        bySeverity.forEach((severity, due) ->
                sql.append(" WHEN '").append(severity.name()).append("' THEN ").append(due.toMillis()));
        return sql.append(" ELSE 0 END)").toString();
    }
}
