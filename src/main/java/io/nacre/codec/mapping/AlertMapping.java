package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.CachedText;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.payment.RecordOrigin;

/** Alerts. */
public final class AlertMapping extends AvroMapping<Alert, io.nacre.avro.Alert> {

    public AlertMapping() {
        super(io.nacre.avro.Alert.class);
    }

    @Override
    Alert read(io.nacre.avro.Alert record, RecordOrigin origin) throws RecordRejectedException {
        return new Alert(
                new IncidentState(
                        FieldValidator.id("incident_id", record.getIncidentId()),
                        EnumMapping.ALERT_STATUS.read("status", record.getStatus()),
                        totals(record),
                        record.getOpenedAt().toEpochMilli(),
                        record.getUpdatedAt().toEpochMilli(),
                        new IncidentScope(record.getEntity(), record.getAccountCount(), record.getParentIncidentId())),
                transaction(record));
    }

    private static IncidentTotals totals(io.nacre.avro.Alert record) throws RecordRejectedException {
        return new IncidentTotals(
                record.getTransactionCount(),
                record.getSuppressedAlertCount(),
                FieldValidator.finite("max_score", record.getMaxScore()),
                FieldValidator.finite("expected_loss", record.getExpectedLoss()),
                FieldValidator.optionalId("loss_currency", record.getLossCurrency()));
    }

    private static SuspiciousTransaction transaction(io.nacre.avro.Alert record) throws RecordRejectedException {
        return new SuspiciousTransaction(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("transaction_id", record.getTransactionId()),
                SharedMappings.money(record.getAmount()),
                EnumMapping.OUTCOME.read("outcome", record.getOutcome()),
                SharedMappings.model(
                        record.getScore(),
                        record.getTrail(),
                        record.getReasons(),
                        record.getAnomaly(),
                        record.getBundleId()));
    }

    @Override
    public AvroBodyWriter<Alert> writer(AvroBodyEncoder out) {
        io.nacre.avro.Alert.Encoder record = new io.nacre.avro.Alert.Encoder(out);
        CachedText bundleId = new CachedText();
        return value -> record.incidentId(value.incidentId())
                .status(EnumMapping.ALERT_STATUS.write(value.status()))
                .accountId(value.accountId())
                .transactionId(value.transactionId())
                .transactionCount(value.totals().transactionCount())
                .amount(value.transaction().amount(), SharedMappings::money)
                .outcome(EnumMapping.OUTCOME.write(value.transaction().outcome()))
                .score(value.score())
                .maxScore(value.totals().maxScore())
                .trail(value.model().trail().logits().length, value.model().trail(), SharedMappings::trailStep)
                .reasons(value.model().reasons().size(), value.model().reasons(), SharedMappings::reason)
                .bundleId(bundleId.encode(value.model().bundleId()))
                .openedAt(value.openedAtMs())
                .updatedAt(value.updatedAtMs())
                .anomaly(value.model().anomaly(), SharedMappings::anomaly)
                .expectedLoss(value.totals().expectedLoss())
                .severity(EnumMapping.SEVERITY.write(value.severity()))
                .suppressedAlertCount(value.totals().suppressedAlertCount())
                .entity(value.entity())
                .accountCount(value.incident().scope().accountCount())
                .parentIncidentId(value.parentIncidentId())
                .lossCurrency(value.totals().lossCurrency());
    }
}
