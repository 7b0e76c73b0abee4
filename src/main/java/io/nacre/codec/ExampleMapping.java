package io.nacre.codec;

import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.ServedDecision;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples. */
final class ExampleMapping extends AvroMapping<Example, io.nacre.avro.Example> {

    ExampleMapping() {
        super(io.nacre.avro.Example.class);
    }

    @Override
    DirectWriter<Example> directWriter() {
        return new ExampleWriter();
    }

    @Override
    Example read(io.nacre.avro.Example record, RecordOrigin origin) throws RecordRejectedException {
        String transactionId = FieldValidator.id("transaction_id", record.getTransactionId());
        String accountId = FieldValidator.id("account_id", record.getAccountId());
        return new Example(
                transactionId,
                accountId,
                record.getEventTime().toEpochMilli(),
                FieldValidator.name(
                        "feature_fingerprint", record.getFeatureFingerprint(), FieldValidator.ID_CHARACTERS),
                vector(record.getVector()),
                record.getScore(),
                label(transactionId, accountId, record.getLabel()),
                servedDecision(record.getDecision()));
    }

    @Override
    io.nacre.avro.Example write(Example value) {
        return new io.nacre.avro.Example(
                value.transactionId(),
                value.accountId(),
                Instant.ofEpochMilli(value.eventTimeMs()),
                value.featureFingerprint(),
                vector(value.vector()),
                value.score(),
                label(value.label()),
                servedDecision(value.decision()));
    }

    private static @Nullable ServedDecision servedDecision(io.nacre.avro.@Nullable ServedDecision record)
            throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        double propensity = FieldValidator.finite("decision.propensity", record.getPropensity());
        if (!(propensity > 0 && propensity <= 1)) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    "decision.propensity",
                    "is " + propensity + "; give a probability above 0 and at most 1");
        }
        return new ServedDecision(
                FieldValidator.symbol("decision.outcome", Outcome.class, record.getOutcome()),
                FieldValidator.symbol("decision.cause", Cause.class, record.getCause()),
                propensity);
    }

    private static io.nacre.avro.@Nullable ServedDecision servedDecision(@Nullable ServedDecision value) {
        return value == null
                ? null
                : new io.nacre.avro.ServedDecision(
                        io.nacre.avro.Outcome.valueOf(value.outcome().name()),
                        io.nacre.avro.Cause.valueOf(value.cause().name()),
                        value.propensity());
    }

    private static float @Nullable [] vector(@Nullable List<Float> list) throws RecordRejectedException {
        if (list == null) {
            return null;
        }
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) FieldValidator.finite("vector", list.get(i));
        }
        return values;
    }

    private static @Nullable List<Float> vector(float @Nullable [] values) {
        if (values == null) {
            return null;
        }
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private static @Nullable Label label(String transactionId, String accountId, io.nacre.avro.@Nullable Label record)
            throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        Label.Source source = FieldValidator.symbol("label.source", Label.Source.class, record.getSource());
        return new Label(
                transactionId, accountId, record.getFraud(), record.getKnownAt().toEpochMilli(), source);
    }

    private static io.nacre.avro.@Nullable Label label(@Nullable Label value) {
        if (value == null) {
            return null;
        }
        return new io.nacre.avro.Label(
                value.fraud(),
                Instant.ofEpochMilli(value.knownAtMs()),
                io.nacre.avro.LabelSource.valueOf(value.source().name()));
    }
}
