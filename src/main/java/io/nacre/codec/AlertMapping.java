package io.nacre.codec;

import io.nacre.decision.Alert;
import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;

/** Alerts. */
final class AlertMapping extends AvroMapping<Alert, io.nacre.avro.Alert> {

    AlertMapping() {
        super(io.nacre.avro.Alert.class);
    }

    @Override
    DirectWriter<Alert> directWriter() {
        return new AlertWriter();
    }

    @Override
    Alert read(io.nacre.avro.Alert record, RecordOrigin origin) throws RecordRejectedException {
        return new Alert(
                FieldValidator.id("incident_id", record.getIncidentId()),
                FieldValidator.symbol("status", Alert.Status.class, record.getStatus()),
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("transaction_id", record.getTransactionId()),
                record.getTransactionCount(),
                SharedMappings.money(record.getAmount()),
                FieldValidator.symbol("outcome", Outcome.class, record.getOutcome()),
                FieldValidator.finite("score", record.getScore()),
                FieldValidator.finite("max_score", record.getMaxScore()),
                FieldValidator.finite("expected_loss", record.getExpectedLoss()),
                FieldValidator.optionalId("loss_currency", record.getLossCurrency()),
                record.getSuppressedAlertCount(),
                SharedMappings.trail(record.getTrail()),
                SharedMappings.reasonsOf(record.getReasons()),
                SharedMappings.anomaly(record.getAnomaly()),
                record.getBundleId(),
                record.getOpenedAt().toEpochMilli(),
                record.getUpdatedAt().toEpochMilli(),
                record.getEntity(),
                record.getAccountCount(),
                record.getParentIncidentId());
    }

    @Override
    io.nacre.avro.Alert write(Alert value) {
        io.nacre.avro.Alert record = new io.nacre.avro.Alert();
        record.setIncidentId(value.incidentId());
        record.setStatus(io.nacre.avro.AlertStatus.valueOf(value.status().name()));
        record.setAccountId(value.accountId());
        record.setTransactionId(value.transactionId());
        record.setTransactionCount(value.transactionCount());
        record.setAmount(SharedMappings.money(value.amount()));
        record.setOutcome(io.nacre.avro.Outcome.valueOf(value.outcome().name()));
        record.setScore(value.score());
        record.setMaxScore(value.maxScore());
        record.setTrail(SharedMappings.trail(value.trail()));
        record.setReasons(SharedMappings.reasons(value.reasons()));
        record.setAnomaly(SharedMappings.anomaly(value.anomaly()));
        record.setBundleId(value.bundleId());
        record.setOpenedAt(Instant.ofEpochMilli(value.openedAtMs()));
        record.setUpdatedAt(Instant.ofEpochMilli(value.updatedAtMs()));
        record.setExpectedLoss(value.expectedLoss());
        record.setSeverity(io.nacre.avro.Severity.valueOf(value.severity().name()));
        record.setSuppressedAlertCount(value.suppressedAlertCount());
        record.setEntity(value.entity());
        record.setAccountCount(value.accountCount());
        record.setParentIncidentId(value.parentIncidentId());
        record.setLossCurrency(value.lossCurrency());
        return record;
    }
}
