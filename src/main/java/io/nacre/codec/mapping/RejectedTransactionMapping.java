package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/** Rejected transactions, in the schema of decisions. {@link DecisionMapping} does not accept them as decisions. */
public final class RejectedTransactionMapping extends AvroMapping<RejectedTransaction, io.nacre.avro.Decision> {

    /** The steps of the trail are not written. */
    private static final Trail NO_TRAIL = new Trail(new double[1]);

    public RejectedTransactionMapping() {
        super(io.nacre.avro.Decision.class);
    }

    @Override
    RejectedTransaction read(io.nacre.avro.Decision record, RecordOrigin origin) throws RecordRejectedException {
        io.nacre.avro.Rejection rejection = record.getRejection();
        if (rejection == null) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY, "rejection", "is not set: the record is a decision");
        }
        return new RejectedTransaction(
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.id("account_id", record.getAccountId()),
                RejectionCode.of(rejection.getCode()),
                rejection.getField(),
                rejection.getDetail(),
                SharedMappings.origin(record.getOrigin()),
                record.getDecidedAt().toEpochMilli());
    }

    @Override
    public AvroBodyWriter<RejectedTransaction> writer(AvroBodyEncoder out) {
        io.nacre.avro.Decision.Encoder record = new io.nacre.avro.Decision.Encoder(out);
        RecordOriginWriter origin = new RecordOriginWriter();
        return value -> record.transactionId(value.transactionId())
                .accountId(value.accountId())
                .eventTime(value.origin().timestampMs())
                .outcome(io.nacre.avro.Outcome.UNKNOWN)
                .cause(io.nacre.avro.Cause.UNKNOWN)
                .score(0)
                .trail(0, NO_TRAIL, SharedMappings::trailStep)
                .reasons(0, List.of(), SharedMappings::reason)
                .bundleId("")
                .degradedLayers(List.of())
                .duplicate(false)
                .decidedAt(value.rejectedAtMs())
                .latencyMs(value.latencyMs())
                .origin(value.origin(), origin)
                .anomaly((Anomaly) null, SharedMappings::anomaly)
                .causeDetail((String) null)
                .rules(0, List.of(), RuleAndChallengerMappings::hit)
                .challenger(null, RuleAndChallengerMappings::challenger)
                .rejection(value, RejectedTransactionMapping::rejection)
                .bodyHash((String) null);
    }

    static RecordCompletion rejection(RejectedTransaction value, io.nacre.avro.Rejection.CodeField record) {
        return record.code(value.code().name()).field(value.field()).detail(value.detail());
    }
}
