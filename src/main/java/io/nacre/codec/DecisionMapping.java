package io.nacre.codec;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.CachedText;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;

/** Decisions. Read by our own commands only, so less is checked than of what the platform sends. */
final class DecisionMapping extends AvroMapping<Decision, io.nacre.avro.Decision> {

    DecisionMapping() {
        super(io.nacre.avro.Decision.class);
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
    AvroBodyWriter<Decision> writer(AvroBodyEncoder out) {
        io.nacre.avro.Decision.Encoder record = new io.nacre.avro.Decision.Encoder(out);
        CachedText bundleId = new CachedText();
        RecordOriginWriter origin = new RecordOriginWriter();
        return value -> record.transactionId(value.transactionId())
                .accountId(value.accountId())
                .eventTime(value.eventTimeMs())
                .outcome(EnumMapping.OUTCOME.write(value.outcome()))
                .cause(EnumMapping.CAUSE.write(value.cause()))
                .score(value.score())
                .trail(value.trail().logits().length, value.trail(), SharedMappings::trailStep)
                .reasons(value.reasons().size(), value.reasons(), SharedMappings::reason)
                .bundleId(bundleId.encode(value.bundleId()))
                .degradedLayers(value.degradedLayers())
                .duplicate(value.duplicate())
                .decidedAt(value.decidedAtMs())
                .latencyMs(value.latencyMs())
                .origin(value.origin(), origin)
                .anomaly(value.anomaly(), SharedMappings::anomaly)
                .causeDetail(value.causeDetail())
                .rules(value.advice().rules().size(), value.advice().rules(), RuleAndChallengerMappings::hit)
                .challenger(value.advice().challenger(), RuleAndChallengerMappings::challenger)
                .rejection(null, RejectedTransactionMapping::rejection);
    }
}
