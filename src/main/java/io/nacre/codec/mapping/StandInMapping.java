package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.StandIn;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of gateways without a decision. */
public final class StandInMapping extends AvroMapping<StandIn, io.nacre.avro.StandIn> {

    public StandInMapping() {
        super(io.nacre.avro.StandIn.class);
    }

    @Override
    StandIn read(io.nacre.avro.StandIn record, RecordOrigin origin) throws RecordRejectedException {
        return new StandIn(
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.time("event_time", record.getEventTime(), origin),
                answer(record, origin),
                FieldValidator.id("gateway_id", record.getGatewayId()),
                FieldValidator.sha256("body_hash", record.getBodyHash()),
                decision(record.getDecision(), origin));
    }

    private static StandIn.Answer answer(io.nacre.avro.StandIn record, RecordOrigin origin)
            throws RecordRejectedException {
        return new StandIn.Answer(
                EnumMapping.OUTCOME.read("outcome", record.getOutcome()),
                EnumMapping.STAND_IN_BASIS.read("basis", record.getBasis()),
                FieldValidator.optionalText("basis_detail", record.getBasisDetail(), FieldValidator.NOTE_CHARACTERS),
                EnumMapping.STAND_IN_REASON.read("reason", record.getReason()),
                FieldValidator.time("answered_at", record.getAnsweredAt(), origin));
    }

    private static StandIn.@Nullable LateDecision decision(
            io.nacre.avro.@Nullable LateDecision record, RecordOrigin origin) throws RecordRejectedException {
        return record == null
                ? null
                : new StandIn.LateDecision(
                        EnumMapping.OUTCOME.read("decision.outcome", record.getOutcome()),
                        FieldValidator.finite("decision.score", record.getScore()),
                        FieldValidator.time("decision.decided_at", record.getDecidedAt(), origin));
    }

    @Override
    public AvroBodyWriter<StandIn> writer(AvroBodyEncoder out) {
        io.nacre.avro.StandIn.Encoder record = new io.nacre.avro.StandIn.Encoder(out);
        return value -> record.transactionId(value.transactionId())
                .accountId(value.accountId())
                .eventTime(value.eventTimeMs())
                .outcome(EnumMapping.OUTCOME.write(value.answer().outcome()))
                .basis(EnumMapping.STAND_IN_BASIS.write(value.answer().basis()))
                .basisDetail(value.answer().basisDetail())
                .reason(EnumMapping.STAND_IN_REASON.write(value.answer().reason()))
                .answeredAt(value.answer().answeredAtMs())
                .gatewayId(value.gatewayId())
                .bodyHash(value.bodyHash())
                .decision(value.decision(), StandInMapping::decision);
    }

    private static RecordCompletion decision(
            StandIn.LateDecision value, io.nacre.avro.LateDecision.OutcomeField record) {
        return record.outcome(EnumMapping.OUTCOME.write(value.outcome()))
                .score(value.score())
                .decidedAt(value.decidedAtMs());
    }

    @Override
    public List<String> maskedFields(StandIn value) {
        return maskedField("basis_detail", value.answer().basisDetail());
    }
}
