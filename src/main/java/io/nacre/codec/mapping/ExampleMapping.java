package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.CachedText;
import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Example;
import io.nacre.decision.ServedDecision;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples. */
public final class ExampleMapping extends AvroMapping<Example, io.nacre.avro.Example> {

    public ExampleMapping() {
        super(io.nacre.avro.Example.class);
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
    public AvroBodyWriter<Example> writer(AvroBodyEncoder out) {
        io.nacre.avro.Example.Encoder record = new io.nacre.avro.Example.Encoder(out);
        CachedText fingerprint = new CachedText();
        return value -> record.transactionId(value.transactionId())
                .accountId(value.accountId())
                .eventTime(value.eventTimeMs())
                .featureFingerprint(fingerprint.encode(value.featureFingerprint()))
                .vector(value.vector())
                .score(value.score())
                .label(value.label(), ExampleMapping::label)
                .decision(value.decision(), ExampleMapping::servedDecision);
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
                    "is " + propensity + "; send a probability above 0 and at most 1");
        }
        return new ServedDecision(
                EnumMapping.OUTCOME.read("decision.outcome", record.getOutcome()),
                EnumMapping.CAUSE.read("decision.cause", record.getCause()),
                propensity);
    }

    private static RecordCompletion servedDecision(
            ServedDecision value, io.nacre.avro.ServedDecision.OutcomeField record) {
        return record.outcome(EnumMapping.OUTCOME.write(value.outcome()))
                .cause(EnumMapping.CAUSE.write(value.cause()))
                .propensity(value.propensity());
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

    private static @Nullable Label label(String transactionId, String accountId, io.nacre.avro.@Nullable Label record)
            throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        Label.Source source = EnumMapping.LABEL_SOURCE.read("label.source", record.getSource());
        return new Label(
                transactionId, accountId, record.getFraud(), record.getKnownAt().toEpochMilli(), source);
    }

    private static RecordCompletion label(Label value, io.nacre.avro.Label.FraudField record) {
        return record.fraud(value.fraud())
                .knownAt(value.knownAtMs())
                .source(EnumMapping.LABEL_SOURCE.write(value.source()));
    }
}
