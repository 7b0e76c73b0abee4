package io.nacre.codec;

import io.nacre.codec.binary.AvroBodyEncoder;
import io.nacre.codec.binary.CachedText;
import io.nacre.decision.Example;
import io.nacre.decision.ServedDecision;
import io.nacre.payment.Label;

/** Writes examples in the present schema, field by field as it lists them; their vectors number by number. */
final class ExampleWriter implements DirectWriter<Example> {

    private static final long FINGERPRINT = 0x64667DAF6AC39E89L;

    private final CachedText fingerprint = new CachedText();

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public void write(Example value, AvroBodyEncoder out) {
        float[] vector = value.vector();
        Double score = value.score();
        Label label = value.label();
        ServedDecision servedDecision = value.decision();
        out.writeText(value.transactionId());
        out.writeText(value.accountId());
        out.writeLong(value.eventTimeMs());
        fingerprint.write(value.featureFingerprint(), out);
        out.writeLong(vector == null ? 0 : 1);
        if (vector != null) {
            out.writeFloats(vector);
        }
        out.writeLong(score == null ? 0 : 1);
        if (score != null) {
            out.writeDouble(score);
        }
        out.writeLong(label == null ? 0 : 1);
        if (label != null) {
            out.writeBoolean(label.fraud());
            out.writeLong(label.knownAtMs());
            out.writeLong(EnumOrdinals.SOURCE.place(label.source()));
        }
        out.writeLong(servedDecision == null ? 0 : 1);
        if (servedDecision != null) {
            out.writeLong(EnumOrdinals.OUTCOME.place(servedDecision.outcome()));
            out.writeLong(EnumOrdinals.CAUSE.place(servedDecision.cause()));
            out.writeDouble(servedDecision.propensity());
        }
    }
}
