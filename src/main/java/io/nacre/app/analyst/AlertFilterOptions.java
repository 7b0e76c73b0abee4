package io.nacre.app.analyst;

import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Severity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select the alerts to list or follow. */
final class AlertFilterOptions {

    @Option(
            names = "--severity",
            split = ",",
            paramLabel = "SEVERITY",
            description = "Only these severities: ${COMPLETION-CANDIDATES}; default all.")
    private Set<Severity> severities = Set.of();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only incidents of this account.")
    private @Nullable String account;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Only alerts with this event time or later, such as 2026-03-01T00:00:00Z.")
    private @Nullable Instant since;

    @Nullable
    Instant since() {
        return since;
    }

    boolean accepts(Alert alert) {
        return (severities.isEmpty() || severities.contains(alert.severity()))
                && (account == null || account.equals(alert.accountId()))
                && (since == null || alert.updatedAtMs() >= since.toEpochMilli());
    }
}
