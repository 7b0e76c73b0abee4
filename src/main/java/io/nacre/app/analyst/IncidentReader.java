package io.nacre.app.analyst;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.OutputTable;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.TopicCatalogue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the incidents from the alerts topic, each with its latest alert. */
final class IncidentReader {

    /** The most urgent incident first: by severity, expected loss and latest update. */
    static final Comparator<Alert> BY_URGENCY = Comparator.comparing(Alert::severity)
            .thenComparingDouble(alert -> alert.totals().expectedLossInEuro())
            .thenComparingLong(Alert::updatedAtMs)
            .reversed()
            .thenComparing(Alert::incidentId);

    static final OutputTable<Alert> TABLE = OutputTable.of(Alert.class)
            .column("incident_id", Alert::incidentId)
            .column("status", Alert::status)
            .column("severity", Alert::severity)
            .column("expected_loss", IncidentReader::loss)
            .column("currency", alert -> alert.totals().lossCurrency())
            .column("account_id", Alert::accountId)
            .column("transaction_count", alert -> alert.totals().transactionCount())
            .column("max_score", alert -> alert.totals().maxScore())
            .column("updated_at", alert -> Instant.ofEpochMilli(alert.updatedAtMs()))
            .column(
                    "reasons",
                    alert -> alert.model().reasons().stream()
                            .map(reason -> reason.code())
                            .toList())
            .detail("transaction_id", Alert::transactionId)
            .detail("opened_at", alert -> Instant.ofEpochMilli(alert.openedAtMs()))
            .detail("suppressed_alert_count", alert -> alert.totals().suppressedAlertCount())
            .detail("shared_entity", Alert::entity)
            .detail("account_count", alert -> alert.incident().scope().accountCount())
            .detail("parent_incident_id", Alert::parentIncidentId)
            .detail("bundle_id", alert -> alert.model().bundleId());

    private IncidentReader() {}

    /** The latest alert of each incident. */
    static Collection<Alert> all(KafkaSettings settings) {
        Map<String, Alert> latest = new LinkedHashMap<>();
        TopicRecords.each(settings, TopicCatalogue.ALERTS, alert -> latest.put(alert.incidentId(), alert));
        return latest.values();
    }

    /** The latest alert of an incident; null if there is none. */
    static @Nullable Alert find(Collection<Alert> incidents, String incidentId) {
        return incidents.stream()
                .filter(alert -> alert.incidentId().equals(incidentId))
                .findFirst()
                .orElse(null);
    }

    /** The latest alert of an incident; fails if there is none. */
    static Alert require(Collection<Alert> incidents, String incidentId) {
        Alert alert = find(incidents, incidentId);
        if (alert == null) {
            throw new CommandFailedException("there is no incident " + incidentId
                    + " on the alerts topic; 'nacre alerts list' shows the open incidents");
        }
        return alert;
    }

    /** Rounded to cents. */
    private static BigDecimal loss(Alert alert) {
        return BigDecimal.valueOf(alert.totals().expectedLoss()).setScale(2, RoundingMode.HALF_UP);
    }
}
