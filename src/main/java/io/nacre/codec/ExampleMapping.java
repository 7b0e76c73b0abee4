package io.nacre.codec;

import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.Treatment;
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
                FieldValidator.name("fingerprint", record.getFingerprint(), FieldValidator.ID_CHARACTERS),
                vector(record.getVector()),
                record.getScore(),
                label(transactionId, accountId, record.getLabel()),
                handling(record.getHandling()));
    }

    @Override
    io.nacre.avro.Example write(Example value) {
        return new io.nacre.avro.Example(
                value.transactionId(),
                value.accountId(),
                Instant.ofEpochMilli(value.atMs()),
                value.fingerprint(),
                vector(value.vector()),
                value.score(),
                label(value.label()),
                handling(value.handling()));
    }

    private static @Nullable Treatment handling(io.nacre.avro.@Nullable Handling record)
            throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        double propensity = FieldValidator.finite("handling.propensity", record.getPropensity());
        if (!(propensity > 0 && propensity <= 1)) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    "handling.propensity",
                    "is " + propensity + "; give a probability above 0 and at most 1");
        }
        return new Treatment(
                FieldValidator.symbol("handling.outcome", Outcome.class, record.getOutcome()),
                FieldValidator.symbol("handling.cause", Cause.class, record.getCause()),
                propensity);
    }

    private static io.nacre.avro.@Nullable Handling handling(@Nullable Treatment value) {
        return value == null
                ? null
                : new io.nacre.avro.Handling(
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
