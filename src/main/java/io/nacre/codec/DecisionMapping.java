package io.nacre.codec;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;

/** Decisions. Read by our own commands only, so less is checked than of what the platform sends. */
final class DecisionMapping extends AvroMapping<Decision, io.nacre.avro.Decision> {

    DecisionMapping() {
        super(io.nacre.avro.Decision.class);
    }

    @Override
    DirectWriter<Decision> directWriter() {
        return new DecisionWriter();
    }

    @Override
    Decision read(io.nacre.avro.Decision record, RecordOrigin origin) throws RecordRejectedException {
        if (record.getRejection() != null) {
            throw new RecordRejectedException(
                    RejectionCode.SYMBOL_UNKNOWN, "outcome", "is none: the transaction was rejected, not decided");
        }
        return new Decision(
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.id("account_id", record.getAccountId()),
                record.getEventTime().toEpochMilli(),
                FieldValidator.symbol("outcome", Outcome.class, record.getOutcome()),
                FieldValidator.symbol("cause", Cause.class, record.getCause()),
                record.getCauseDetail(),
                FieldValidator.finite("score", record.getScore()),
                SharedMappings.trail(record.getTrail()),
                SharedMappings.reasonsOf(record.getReasons()),
                SharedMappings.anomaly(record.getAnomaly()),
                record.getBundleId(),
                record.getDegradedLayers(),
                RuleAndChallengerMappings.advice(record),
                record.getDuplicate(),
                record.getDecidedAt().toEpochMilli(),
                SharedMappings.origin(record.getOrigin()));
    }

    @Override
    io.nacre.avro.Decision write(Decision value) {
        io.nacre.avro.Decision record = new io.nacre.avro.Decision();
        record.setTransactionId(value.transactionId());
        record.setAccountId(value.accountId());
        record.setEventTime(Instant.ofEpochMilli(value.eventTimeMs()));
        record.setOutcome(io.nacre.avro.Outcome.valueOf(value.outcome().name()));
        record.setCause(io.nacre.avro.Cause.valueOf(value.cause().name()));
        record.setScore(value.score());
        record.setTrail(SharedMappings.trail(value.trail()));
        record.setReasons(SharedMappings.reasons(value.reasons()));
        record.setAnomaly(SharedMappings.anomaly(value.anomaly()));
        record.setBundleId(value.bundleId());
        record.setDegradedLayers(value.degradedLayers());
        record.setRules(RuleAndChallengerMappings.hits(value.advice().rules()));
        record.setChallenger(RuleAndChallengerMappings.challenge(value.advice().challenger()));
        record.setDuplicate(value.duplicate());
        record.setDecidedAt(Instant.ofEpochMilli(value.decidedAtMs()));
        record.setLatencyMs(value.latencyMs());
        record.setOrigin(SharedMappings.origin(value.origin()));
        record.setCauseDetail(value.causeDetail());
        return record;
    }
}
