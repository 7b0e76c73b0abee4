package io.nacre.stream;

import io.nacre.feature.Enriched.Kind;
import io.nacre.payment.Money;
import io.nacre.payment.Origin;
import io.nacre.profile.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What travels from the model to the guard, as bytes. */
final class ScoredSerializer extends ByteSerializer<Scored> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();

    @Override
    public void serialize(Scored scored, DataOutputView out) throws IOException {
        Money amount = scored.amount();
        Wire.writeConstant(scored.kind(), out);
        PaymentWire.writeOrigin(scored.origin(), out);
        Wire.writeText(scored.accountId(), out);
        Wire.writeText(scored.transactionId(), out);
        Varint.writeSigned(scored.atMs(), out);
        Varint.writeSigned(scored.knownAtMs(), out);
        Wire.writeOptional(amount == null ? null : amount.currency(), out);
        if (amount != null) {
            Varint.write(amount.minorUnits(), out);
        }
        ModelWire.writeTrail(scored.trail(), out);
        ModelWire.writeReasons(scored.reasons(), out);
        ModelWire.writeAnomaly(scored.anomaly(), out);
        ModelWire.writeLayers(scored.degradedLayers(), out);
        Wire.writeText(scored.bundleId(), out);
        ModelWire.writeThresholds(scored.thresholds(), out);
    }

    @Override
    public Scored deserialize(DataInputView in) throws IOException {
        Kind kind = Wire.readConstant(KINDS, in);
        Origin origin = PaymentWire.readOrigin(in);
        String accountId = Wire.readText(in);
        String transactionId = Wire.readText(in);
        long atMs = Varint.readSigned(in);
        long knownAtMs = Varint.readSigned(in);
        String currency = Wire.readOptional(in);
        return new Scored(
                kind,
                origin,
                accountId,
                transactionId,
                atMs,
                knownAtMs,
                currency == null ? null : new Money(Varint.read(in), currency),
                ModelWire.readTrail(in),
                ModelWire.readReasons(in),
                ModelWire.readAnomaly(in),
                ModelWire.readLayers(in),
                Wire.readText(in),
                ModelWire.readThresholds(in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoredSerializer;
    }

    @Override
    public int hashCode() {
        return ScoredSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Scored> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which version of the bytes was in flight. */
    public static final class Snapshot extends EdgeSnapshot<Scored> {
        public Snapshot() {
            super(ScoredSerializer::new);
        }
    }
}
