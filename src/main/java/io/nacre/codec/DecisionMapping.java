package io.nacre.codec;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;

/** Decisions. Read by our own commands only, so less is checked than of what the platform sends. */
final class DecisionMapping extends Mapping<Decision, io.nacre.avro.Decision> {

    DecisionMapping() {
        super(io.nacre.avro.Decision.class);
    }

    @Override
    DirectWriter<Decision> directWriter() {
        return new DecisionWriter();
    }

    @Override
    Decision read(io.nacre.avro.Decision record, RecordOrigin origin) throws Rejection {
        if (record.getRejection() != null) {
            throw new Rejection(
                    RejectionCode.SYMBOL_UNKNOWN, "outcome", "is none: the transaction was rejected, not decided");
        }
        return new Decision(
                Field.id("transaction_id", record.getTransactionId()),
                Field.id("account_id", record.getAccountId()),
                record.getEventTime().toEpochMilli(),
                Field.symbol("outcome", Outcome.class, record.getOutcome()),
                Field.symbol("cause", Cause.class, record.getCause()),
                record.getGrounds(),
                Field.finite("score", record.getScore()),
                Parts.trail(record.getTrail()),
                Parts.reasonsOf(record.getReasons()),
                Parts.anomaly(record.getAnomaly()),
                record.getBundleId(),
                record.getDegradedLayers(),
                AdviceParts.advice(record),
                record.getRepeated(),
                record.getDecidedAt().toEpochMilli(),
                Parts.origin(record.getOrigin()));
    }

    @Override
    io.nacre.avro.Decision write(Decision value) {
        io.nacre.avro.Decision record = new io.nacre.avro.Decision();
        record.setTransactionId(value.transactionId());
        record.setAccountId(value.accountId());
        record.setEventTime(Instant.ofEpochMilli(value.atMs()));
        record.setOutcome(io.nacre.avro.Outcome.valueOf(value.outcome().name()));
        record.setCause(io.nacre.avro.Cause.valueOf(value.cause().name()));
        record.setScore(value.score());
        record.setTrail(Parts.trail(value.trail()));
        record.setReasons(Parts.reasons(value.reasons()));
        record.setAnomaly(Parts.anomaly(value.anomaly()));
        record.setBundleId(value.bundleId());
        record.setDegradedLayers(value.degradedLayers());
        record.setRules(AdviceParts.hits(value.advice().rules()));
        record.setChallenge(AdviceParts.challenge(value.advice().challenge()));
        record.setRepeated(value.repeated());
        record.setDecidedAt(Instant.ofEpochMilli(value.decidedAtMs()));
        record.setLatencyMs(value.latencyMs());
        record.setOrigin(Parts.origin(value.origin()));
        record.setGrounds(value.grounds());
        return record;
    }
}
