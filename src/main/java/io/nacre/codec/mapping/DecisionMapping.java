package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.CachedText;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.ScoringResult;
import io.nacre.payment.BodyHash;
import io.nacre.payment.RecordOrigin;
import java.util.Map;

/** Decisions. Only our own commands read them, so fewer checks are needed than for records of the platform. */
public final class DecisionMapping extends AvroMapping<Decision, io.nacre.avro.Decision> {

    public DecisionMapping() {
        super(io.nacre.avro.Decision.class);
    }

    @Override
    Decision read(io.nacre.avro.Decision record, RecordOrigin origin) throws RecordRejectedException {
        if (record.getRejection() != null) {
            throw new RecordRejectedException(
                    RejectionCode.SYMBOL_UNKNOWN, "outcome", "is missing: the transaction was rejected, not decided");
        }
        return new Decision(
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.id("account_id", record.getAccountId()),
                record.getEventTime().toEpochMilli(),
                new PolicyOutcome(
                        EnumMapping.OUTCOME.read("outcome", record.getOutcome()),
                        EnumMapping.CAUSE.read("cause", record.getCause()),
                        record.getCauseDetail()),
                scoring(record),
                record.getDuplicate(),
                record.getDecidedAt().toEpochMilli(),
                origin(record));
    }

    /** The hash is a header of the origin, as it was in the job. */
    private static RecordOrigin origin(io.nacre.avro.Decision record) {
        RecordOrigin origin = SharedMappings.origin(record.getOrigin());
        String hash = record.getBodyHash();
        return hash == null
                ? origin
                : new RecordOrigin(
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        origin.timestampMs(),
                        origin.topicId(),
                        Map.of(BodyHash.HEADER, hash));
    }

    private static ScoringResult scoring(io.nacre.avro.Decision record) throws RecordRejectedException {
        return new ScoringResult(
                SharedMappings.model(
                        record.getScore(),
                        record.getTrail(),
                        record.getReasons(),
                        record.getAnomaly(),
                        record.getBundleId()),
                record.getDegradedLayers(),
                RuleAndChallengerMappings.results(record));
    }

    @Override
    public AvroBodyWriter<Decision> writer(AvroBodyEncoder out) {
        io.nacre.avro.Decision.Encoder record = new io.nacre.avro.Decision.Encoder(out);
        CachedText bundleId = new CachedText();
        RecordOriginWriter origin = new RecordOriginWriter();
        return value -> {
            ModelScore model = value.scoring().model();
            RuleAndChallengerResults rulesAndChallenger = value.scoring().rulesAndChallenger();
            return record.transactionId(value.transactionId())
                    .accountId(value.accountId())
                    .eventTime(value.eventTimeMs())
                    .outcome(EnumMapping.OUTCOME.write(value.outcome()))
                    .cause(EnumMapping.CAUSE.write(value.cause()))
                    .score(model.score())
                    .trail(model.trail().logits().length, model.trail(), SharedMappings::trailStep)
                    .reasons(model.reasons().size(), model.reasons(), SharedMappings::reason)
                    .bundleId(bundleId.encode(model.bundleId()))
                    .degradedLayers(value.scoring().degradedLayers())
                    .duplicate(value.duplicate())
                    .decidedAt(value.decidedAtMs())
                    .latencyMs(value.latencyMs())
                    .origin(value.origin(), origin)
                    .anomaly(model.anomaly(), SharedMappings::anomaly)
                    .causeDetail(value.policy().causeDetail())
                    .rules(
                            rulesAndChallenger.rules().size(),
                            rulesAndChallenger.rules(),
                            RuleAndChallengerMappings::hit)
                    .challenger(rulesAndChallenger.challenger(), RuleAndChallengerMappings::challenger)
                    .rejection(null, RejectedTransactionMapping::rejection)
                    .bodyHash(BodyHash.of(value.origin()));
        };
    }
}
