package io.nacre.stream.event;

import static java.util.Objects.requireNonNullElse;

import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.profile.Varint;
import io.nacre.stream.wire.AccountEventCodec;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.CachedUtf8;
import io.nacre.stream.wire.CopyingTypeSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import io.nacre.stream.wire.RelatedEntitiesCodec;
import io.nacre.stream.wire.RuleAndChallengerCodec;
import io.nacre.stream.wire.ScoreCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What travels from the model to the guard, as bytes. */
final class ScoredEventSerializer extends CopyingTypeSerializer<ScoredEvent> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();

    private final transient CachedUtf8 topic = new CachedUtf8();
    private final transient CachedUtf8 topicId = new CachedUtf8();
    private final transient CachedUtf8 bundleId = new CachedUtf8();
    private final transient CachedUtf8 currency = new CachedUtf8();

    /** One for each thread: it recognises what comes again. */
    @Override
    public TypeSerializer<ScoredEvent> duplicate() {
        return new ScoredEventSerializer();
    }

    @Override
    public void serialize(ScoredEvent scoredEvent, DataOutputView out) throws IOException {
        Money amount = scoredEvent.amount();
        Label label = scoredEvent.label();
        BinaryEncoding.writeConstant(scoredEvent.kind(), out);
        writeOrigin(scoredEvent.origin(), out);
        BinaryEncoding.writeText(scoredEvent.accountId(), out);
        BinaryEncoding.writeText(scoredEvent.transactionId(), out);
        Varint.writeSigned(scoredEvent.atMs(), out);
        out.writeBoolean(label != null);
        if (label != null) {
            AccountEventCodec.writeLabel(label, out);
        }
        out.writeBoolean(amount != null);
        if (amount != null) {
            currency.write(amount.currency(), out);
            Varint.write(amount.minorUnits(), out);
        }
        RelatedEntitiesCodec.write(scoredEvent.parties(), out);
        ScoreCodec.writeTrail(scoredEvent.trail(), out);
        ScoreCodec.writeReasons(scoredEvent.reasons(), out);
        ScoreCodec.writeAnomaly(scoredEvent.anomaly(), out);
        ScoreCodec.writeLayers(scoredEvent.degradedLayers(), out);
        RuleAndChallengerCodec.write(scoredEvent.advice(), out);
        bundleId.write(scoredEvent.bundleId(), out);
        ScoreCodec.writeThresholds(scoredEvent.thresholds(), out);
    }

    @Override
    public ScoredEvent deserialize(DataInputView in) throws IOException {
        return new ScoredEvent(
                BinaryEncoding.readConstant(KINDS, in),
                readOrigin(in),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                Varint.readSigned(in),
                in.readBoolean() ? AccountEventCodec.readLabel(in) : null,
                in.readBoolean() ? readAmount(in) : null,
                RelatedEntitiesCodec.read(in),
                ScoreCodec.readTrail(in),
                ScoreCodec.readReasons(true, in),
                ScoreCodec.readAnomaly(in),
                ScoreCodec.readLayers(in),
                RuleAndChallengerCodec.read(in),
                bundleId.read(in),
                ScoreCodec.readThresholds(in));
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
        return new ScoredEventSerializer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoredEventSerializer;
    }

    @Override
    public int hashCode() {
        return ScoredEventSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<ScoredEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which version of the bytes was in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<ScoredEvent> {
        public Snapshot() {
            super(ScoredEventSerializer::new);
        }
    }
}
