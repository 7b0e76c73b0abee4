package io.nacre.stream.event;

import static java.util.Objects.requireNonNullElse;

import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Varint;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import io.nacre.stream.event.ScoredEvent.ErasedAccount;
import io.nacre.stream.event.ScoredEvent.LabelEvent;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.CachedUtf8;
import io.nacre.stream.wire.EventFieldCodec;
import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import io.nacre.stream.wire.RelatedEntitiesCodec;
import io.nacre.stream.wire.ScoreCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes scored events: a byte for the type, then the common fields, then the others. */
final class ScoredEventSerializer extends InFlightSerializer<ScoredEvent> {

    private static final long serialVersionUID = 1;

    private static final byte TRANSACTION = 1;
    private static final byte DUPLICATE = 2;
    private static final byte LABEL = 3;
    private static final byte ERASURE = 4;

    private final transient CachedUtf8 topic = new CachedUtf8();
    private final transient CachedUtf8 topicId = new CachedUtf8();
    private final transient CachedUtf8 bundleId = new CachedUtf8();
    private final transient CachedUtf8 currency = new CachedUtf8();

    /** Each thread needs its own serializer, because it caches texts. */
    @Override
    public TypeSerializer<ScoredEvent> duplicate() {
        return new ScoredEventSerializer();
    }

    @Override
    public void serialize(ScoredEvent event, DataOutputView out) throws IOException {
        out.writeByte(tag(event));
        writeOrigin(event.origin(), out);
        BinaryEncoding.writeText(event.accountId(), out);
        Varint.writeSigned(event.atMs(), out);
        if (event instanceof ScoredTransaction transaction) {
            writeTransaction(transaction, out);
        } else if (event instanceof DuplicateTransaction duplicate) {
            BinaryEncoding.writeText(duplicate.transactionId(), out);
            out.writeBoolean(duplicate.conflicting());
        } else if (event instanceof LabelEvent label) {
            EventFieldCodec.writeLabel(label.label(), out);
            RelatedEntitiesCodec.write(label.parties(), out);
        }
    }

    private static byte tag(ScoredEvent event) {
        if (event instanceof ScoredTransaction) {
            return TRANSACTION;
        }
        if (event instanceof DuplicateTransaction) {
            return DUPLICATE;
        }
        return event instanceof LabelEvent ? LABEL : ERASURE;
    }

    private void writeTransaction(ScoredTransaction transaction, DataOutputView out) throws IOException {
        BinaryEncoding.writeText(transaction.transactionId(), out);
        currency.write(transaction.amount().currency(), out);
        Varint.write(transaction.amount().minorUnits(), out);
        RelatedEntitiesCodec.write(transaction.parties(), out);
        ScoreCodec.write(transaction.scoring(), bundleId, out);
        ScoreCodec.writeThresholds(transaction.thresholds(), out);
    }

    @Override
    public ScoredEvent deserialize(DataInputView in) throws IOException {
        byte tag = in.readByte();
        RecordOrigin origin = readOrigin(in);
        String account = BinaryEncoding.readText(in);
        long atMs = Varint.readSigned(in);
        return switch (tag) {
            case TRANSACTION -> readTransaction(origin, account, atMs, in);
            case DUPLICATE ->
                new DuplicateTransaction(origin, account, BinaryEncoding.readText(in), atMs, in.readBoolean());
            case LABEL ->
                new LabelEvent(origin, EventFieldCodec.readLabel(in), account, atMs, RelatedEntitiesCodec.read(in));
            case ERASURE -> new ErasedAccount(origin, account, atMs);
            default -> throw new IOException("a scored event of kind " + tag + ": the bytes are damaged");
        };
    }

    private ScoredTransaction readTransaction(RecordOrigin origin, String account, long atMs, DataInputView in)
            throws IOException {
        return new ScoredTransaction(
                origin,
                account,
                BinaryEncoding.readText(in),
                atMs,
                readAmount(in),
                RelatedEntitiesCodec.read(in),
                ScoreCodec.read(bundleId, in),
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
        EventFieldCodec.writeHeaders(origin.headers(), out);
    }

    private RecordOrigin readOrigin(DataInput in) throws IOException {
        String name = topic.read(in);
        int partition = (int) Varint.readSigned(in);
        long offset = Varint.readSigned(in);
        long timestampMs = Varint.readSigned(in);
        String id = topicId.read(in);
        return new RecordOrigin(
                name, partition, offset, timestampMs, id.isEmpty() ? null : id, EventFieldCodec.readHeaders(in));
    }

    /** Java serialization does not restore the transient caches, so this creates a new serializer. */
    private Object readResolve() {
        return new ScoredEventSerializer();
    }

    @Override
    public TypeSerializerSnapshot<ScoredEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The version of the bytes in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<ScoredEvent> {
        public Snapshot() {
            super(ScoredEventSerializer::new);
        }
    }
}
