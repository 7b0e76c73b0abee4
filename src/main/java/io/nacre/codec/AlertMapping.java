package io.nacre.codec;

import io.nacre.decision.Alert;
import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;

/** Alerts. */
final class AlertMapping extends Mapping<Alert, io.nacre.avro.Alert> {

    AlertMapping() {
        super(io.nacre.avro.Alert.class);
    }

    @Override
    DirectWriter<Alert> directWriter() {
        return new AlertWriter();
    }

    @Override
    Alert read(io.nacre.avro.Alert record, RecordOrigin origin) throws Rejection {
        return new Alert(
                Field.id("incident_id", record.getIncidentId()),
                Field.symbol("status", Alert.Status.class, record.getStatus()),
                Field.id("account_id", record.getAccountId()),
                Field.id("transaction_id", record.getTransactionId()),
                record.getTransactions(),
                Parts.money(record.getAmount()),
                Field.symbol("outcome", Outcome.class, record.getOutcome()),
                Field.finite("score", record.getScore()),
                Field.finite("max_score", record.getMaxScore()),
                Field.finite("expected_loss", record.getExpectedLoss()),
                Field.optionalId("loss_currency", record.getLossCurrency()),
                record.getUnsaid(),
                Parts.trail(record.getTrail()),
                Parts.reasonsOf(record.getReasons()),
                Parts.anomaly(record.getAnomaly()),
                record.getBundleId(),
                record.getOpenedAt().toEpochMilli(),
                record.getUpdatedAt().toEpochMilli(),
                record.getEntity(),
                record.getAccounts(),
                record.getPartOf());
    }

    @Override
    io.nacre.avro.Alert write(Alert value) {
        io.nacre.avro.Alert record = new io.nacre.avro.Alert();
        record.setIncidentId(value.incidentId());
        record.setStatus(io.nacre.avro.AlertStatus.valueOf(value.status().name()));
        record.setAccountId(value.accountId());
        record.setTransactionId(value.transactionId());
        record.setTransactions(value.transactions());
        record.setAmount(Parts.money(value.amount()));
        record.setOutcome(io.nacre.avro.Outcome.valueOf(value.outcome().name()));
        record.setScore(value.score());
        record.setMaxScore(value.maxScore());
        record.setTrail(Parts.trail(value.trail()));
        record.setReasons(Parts.reasons(value.reasons()));
        record.setAnomaly(Parts.anomaly(value.anomaly()));
        record.setBundleId(value.bundleId());
        record.setOpenedAt(Instant.ofEpochMilli(value.openedAtMs()));
        record.setUpdatedAt(Instant.ofEpochMilli(value.updatedAtMs()));
        record.setExpectedLoss(value.expectedLoss());
        record.setSeverity(io.nacre.avro.Severity.valueOf(value.severity().name()));
        record.setUnsaid(value.unsaid());
        record.setEntity(value.entity());
        record.setAccounts(value.accounts());
        record.setPartOf(value.partOf());
        record.setLossCurrency(value.lossCurrency());
        return record;
    }
}
