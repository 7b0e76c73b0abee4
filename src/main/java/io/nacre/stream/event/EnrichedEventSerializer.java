package io.nacre.stream.event;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Varint;
import io.nacre.stream.wire.AccountEventCodec;
import io.nacre.stream.wire.BinaryEncoding;
import io.nacre.stream.wire.EntityKeysCodec;
import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What travels between the hops, as bytes: a transaction in one piece, news part by part. */
public final class EnrichedEventSerializer extends InFlightSerializer<EnrichedEvent> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();
    private static final int TRANSACTION = 1;
    private static final int LABEL = 2;
    private static final int PROFILE = 4;
    private static final int HIGH = 8;
    private static final int RECEIPT = 16;
    private static final int LIGHT = 32;
    private static final int MAX_WIDTH = 1 << 16;

    private transient @Nullable TransactionCodec wire;

    /** One for each thread: each has a desk of its own. */
    @Override
    public TypeSerializer<EnrichedEvent> duplicate() {
        return new EnrichedEventSerializer();
    }

    private TransactionCodec wire() {
        TransactionCodec own = wire == null ? new TransactionCodec() : wire;
        wire = own;
        return own;
    }

    @Override
    public void serialize(EnrichedEvent enrichedEvent, DataOutputView out) throws IOException {
        Transaction transaction = enrichedEvent.transaction();
        Label label = enrichedEvent.label();
        AccountProfile profile = enrichedEvent.profile();
        IncomingPayment incomingPayment = enrichedEvent.receipt();
        BinaryEncoding.writeConstant(enrichedEvent.kind(), out);
        out.writeByte((transaction == null ? 0 : TRANSACTION)
                | (label == null ? 0 : LABEL)
                | (profile == null ? 0 : PROFILE)
                | (incomingPayment == null ? 0 : RECEIPT)
                | (enrichedEvent.details() == null ? 0 : LIGHT)
                | (enrichedEvent.keys().high() ? HIGH : 0));
        if (transaction == null) {
            writeNews(enrichedEvent, out);
        } else {
            wire().write(enrichedEvent, transaction, out);
        }
        if (label != null) {
            AccountEventCodec.writeLabel(label, out);
        }
        if (profile != null) {
            AccountEventCodec.writeProfile(profile, out);
        }
        if (incomingPayment != null) {
            AccountEventCodec.writeReceipt(incomingPayment, out);
        }
    }

    /** No layer has anything to say of news: no facts, and none of the vector's numbers. */
    private static void writeNews(EnrichedEvent news, DataOutputView out) throws IOException {
        AccountEventCodec.writeOrigin(news.origin(), out);
        EntityKeysCodec.write(news.keys(), out);
        Varint.write(news.vector().width(), out);
    }

    @Override
    public EnrichedEvent deserialize(DataInputView in) throws IOException {
        Kind kind = BinaryEncoding.readConstant(KINDS, in);
        int parts = in.readByte();
        if ((parts & TRANSACTION) != 0) {
            return wire().read(kind, (parts & HIGH) != 0, (parts & LIGHT) != 0, in);
        }
        return new EnrichedEvent(
                kind,
                AccountEventCodec.readOrigin(in),
                EntityKeysCodec.read(in),
                null,
                Facts.UNKNOWN,
                FeatureVector.packed(Varint.readCount(MAX_WIDTH, in), new byte[0]),
                (parts & LABEL) == 0 ? null : AccountEventCodec.readLabel(in),
                (parts & PROFILE) == 0 ? null : AccountEventCodec.readProfile(in),
                (parts & RECEIPT) == 0 ? null : AccountEventCodec.readReceipt(in),
                null);
    }

    @Override
    public TypeSerializerSnapshot<EnrichedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which version of the bytes was in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<EnrichedEvent> {
        public Snapshot() {
            super(EnrichedEventSerializer::new);
        }
    }
}
