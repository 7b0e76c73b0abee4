package io.nacre.stream;

import static java.util.Objects.requireNonNullElse;

import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What travels from the model to the guard, as bytes. */
final class ScoredSerializer extends ByteSerializer<Scored> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();

    private final transient RecurringText topic = new RecurringText();
    private final transient RecurringText topicId = new RecurringText();
    private final transient RecurringText bundleId = new RecurringText();
    private final transient RecurringText currency = new RecurringText();

    /** One for each thread: it recognises what comes again. */
    @Override
    public TypeSerializer<Scored> duplicate() {
        return new ScoredSerializer();
    }

    @Override
    public void serialize(Scored scored, DataOutputView out) throws IOException {
        Money amount = scored.amount();
        Label label = scored.label();
        Wire.writeConstant(scored.kind(), out);
        writeOrigin(scored.origin(), out);
        Wire.writeText(scored.accountId(), out);
        Wire.writeText(scored.transactionId(), out);
        Varint.writeSigned(scored.atMs(), out);
        out.writeBoolean(label != null);
        if (label != null) {
            PaymentWire.writeLabel(label, out);
        }
        out.writeBoolean(amount != null);
        if (amount != null) {
            currency.write(amount.currency(), out);
            Varint.write(amount.minorUnits(), out);
        }
        PartiesWire.write(scored.parties(), out);
        ModelWire.writeTrail(scored.trail(), out);
        ModelWire.writeReasons(scored.reasons(), out);
        ModelWire.writeAnomaly(scored.anomaly(), out);
        ModelWire.writeLayers(scored.degradedLayers(), out);
        AdviceWire.write(scored.advice(), out);
        bundleId.write(scored.bundleId(), out);
        ModelWire.writeThresholds(scored.thresholds(), out);
    }

    @Override
    public Scored deserialize(DataInputView in) throws IOException {
        return new Scored(
                Wire.readConstant(KINDS, in),
                readOrigin(in),
                Wire.readText(in),
                Wire.readText(in),
                Varint.readSigned(in),
                in.readBoolean() ? PaymentWire.readLabel(in) : null,
                in.readBoolean() ? readAmount(in) : null,
                PartiesWire.read(in),
                ModelWire.readTrail(in),
                ModelWire.readReasons(true, in),
                ModelWire.readAnomaly(in),
                ModelWire.readLayers(in),
                AdviceWire.read(in),
                bundleId.read(in),
                ModelWire.readThresholds(in));
    }

    private Money readAmount(DataInput in) throws IOException {
        String code = currency.read(in);
        return new Money(Varint.read(in), code);
    }

    private void writeOrigin(RecordOrigin origin, DataOutput out) throws IOException {
        topic.write(origin.topic(), out);
        Varint.writeSigned(origin.partition(), out);
        Varint.writeSigned(origin.offset(), out);
        Varint.writeSigned(origin.timestampMs(), out);
        topicId.write(requireNonNullElse(origin.topicId(), ""), out);
    }

    private RecordOrigin readOrigin(DataInput in) throws IOException {
        String name = topic.read(in);
        int partition = (int) Varint.readSigned(in);
        long offset = Varint.readSigned(in);
        long timestampMs = Varint.readSigned(in);
        String id = topicId.read(in);
        return new RecordOrigin(name, partition, offset, timestampMs, id.isEmpty() ? null : id);
    }

    /** What Java's serialisation made has no memory yet. */
    private Object readResolve() {
        return new ScoredSerializer();
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
