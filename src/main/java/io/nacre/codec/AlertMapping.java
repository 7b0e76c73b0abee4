package io.nacre.codec;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.CachedText;
import io.nacre.decision.Alert;
import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;

/** Alerts. */
final class AlertMapping extends AvroMapping<Alert, io.nacre.avro.Alert> {

    AlertMapping() {
        super(io.nacre.avro.Alert.class);
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
    AvroBodyWriter<Alert> writer(AvroBodyEncoder out) {
        io.nacre.avro.Alert.Encoder record = new io.nacre.avro.Alert.Encoder(out);
        CachedText bundleId = new CachedText();
        return value -> record.incidentId(value.incidentId())
                .status(EnumMapping.ALERT_STATUS.write(value.status()))
                .accountId(value.accountId())
                .transactionId(value.transactionId())
                .transactionCount(value.transactionCount())
                .amount(value.amount(), SharedMappings::money)
                .outcome(EnumMapping.OUTCOME.write(value.outcome()))
                .score(value.score())
                .maxScore(value.maxScore())
                .trail(value.trail().logits().length, value.trail(), SharedMappings::trailStep)
                .reasons(value.reasons().size(), value.reasons(), SharedMappings::reason)
                .bundleId(bundleId.encode(value.bundleId()))
                .openedAt(value.openedAtMs())
                .updatedAt(value.updatedAtMs())
                .anomaly(value.anomaly(), SharedMappings::anomaly)
                .expectedLoss(value.expectedLoss())
                .severity(EnumMapping.SEVERITY.write(value.severity()))
                .suppressedAlertCount(value.suppressedAlertCount())
                .entity(value.entity())
                .accountCount(value.accountCount())
                .parentIncidentId(value.parentIncidentId())
                .lossCurrency(value.lossCurrency());
    }
}
