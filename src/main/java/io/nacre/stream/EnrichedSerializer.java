package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Keys;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.Origin;
import io.nacre.payment.Receipt;
import io.nacre.payment.Transaction;
import io.nacre.profile.Varint;
import io.nacre.reference.IpFacts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What travels between the hops, as bytes. Of the vector only what is not zero: most of it is, until the last hop. The
 * keys of a transaction are in it already, and are not repeated.
 */
final class EnrichedSerializer extends ByteSerializer<Enriched> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();
    private static final int TRANSACTION = 1;
    private static final int LABEL = 2;
    private static final int PROFILE = 4;
    private static final int HIGH = 8;
    private static final int RECEIPT = 16;
    private static final int WIDTH_MOST = 1 << 16;

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private transient byte @Nullable [] desk;

    /** One for each thread: each has a desk of its own. */
    @Override
    public TypeSerializer<Enriched> duplicate() {
        return new EnrichedSerializer();
    }

    @Override
    public void serialize(Enriched enriched, DataOutputView out) throws IOException {
        Transaction transaction = enriched.transaction();
        Label label = enriched.label();
        AccountProfile profile = enriched.profile();
        Receipt receipt = enriched.receipt();
        Wire.writeConstant(enriched.kind(), out);
        out.writeByte((transaction == null ? 0 : TRANSACTION)
                | (label == null ? 0 : LABEL)
                | (profile == null ? 0 : PROFILE)
                | (receipt == null ? 0 : RECEIPT)
                | (enriched.keys().high() ? HIGH : 0));
        PaymentWire.writeOrigin(enriched.origin(), out);
        if (transaction == null) {
            KeysSerializer.write(enriched.keys(), out);
        } else {
            PaymentWire.writeTransaction(transaction, out);
        }
        writeFacts(enriched.facts(), out);
        writeVector(enriched.vector().values(), out);
        if (label != null) {
            PaymentWire.writeLabel(label, out);
        }
        if (profile != null) {
            PaymentWire.writeProfile(profile, out);
        }
        if (receipt != null) {
            PaymentWire.writeReceipt(receipt, out);
        }
    }

    @Override
    public Enriched deserialize(DataInputView in) throws IOException {
        Kind kind = Wire.readConstant(KINDS, in);
        int parts = in.readByte();
        Origin origin = PaymentWire.readOrigin(in);
        Keys news = (parts & TRANSACTION) == 0 ? KeysSerializer.read(in) : null;
        Transaction transaction = news == null ? PaymentWire.readTransaction(in) : null;
        return new Enriched(
                kind,
                origin,
                news == null ? keys(requireNonNull(transaction), (parts & HIGH) != 0) : news,
                transaction,
                readFacts(in),
                new FeatureVector(readVector(in)),
                (parts & LABEL) == 0 ? null : PaymentWire.readLabel(in),
                (parts & PROFILE) == 0 ? null : PaymentWire.readProfile(in),
                (parts & RECEIPT) == 0 ? null : PaymentWire.readReceipt(in));
    }

    private static Keys keys(Transaction transaction, boolean high) {
        Keys keys = Keys.of(transaction);
        return high ? keys.judged(true) : keys;
    }

    private static void writeFacts(Facts facts, DataOutput out) throws IOException {
        IpFacts ip = facts.ip();
        Long asn = ip.asn();
        AccountProfile profile = facts.profile();
        Wire.writeOptional(ip.country(), out);
        out.writeBoolean(asn != null);
        if (asn != null) {
            Varint.writeSigned(asn, out);
        }
        out.writeByte(bits(ip.hosting()) | bits(ip.vpn()) << 2 | bits(ip.tor()) << 4);
        Wire.writePlace(facts.merchantPlace(), out);
        out.writeBoolean(profile != null);
        if (profile != null) {
            PaymentWire.writeProfile(profile, out);
        }
    }

    private static Facts readFacts(DataInput in) throws IOException {
        String country = Wire.readOptional(in);
        Long asn = in.readBoolean() ? Varint.readSigned(in) : null;
        int flags = in.readByte();
        IpFacts ip = new IpFacts(country, asn, known(flags), known(flags >> 2), known(flags >> 4));
        return new Facts(ip, Wire.readPlace(in), in.readBoolean() ? PaymentWire.readProfile(in) : null);
    }

    private static int bits(@Nullable Boolean known) {
        return known == null ? 0 : known ? 3 : 2;
    }

    private static @Nullable Boolean known(int bits) {
        return (bits & 2) == 0 ? null : (bits & 1) == 1;
    }

    /** Eight numbers at a time: a byte says which of them are not zero, those follow. */
    private void writeVector(float[] values, DataOutput out) throws IOException {
        byte[] bytes = desk((values.length + 7) / 8 + values.length * Float.BYTES);
        int at = 0;
        for (int from = 0; from < values.length; from += 8) {
            int to = Math.min(from + 8, values.length);
            int someAt = at++;
            int some = 0;
            for (int i = from; i < to; i++) {
                if (Float.floatToRawIntBits(values[i]) != 0) {
                    some |= 1 << (i - from);
                    FLOAT.set(bytes, at, values[i]);
                    at += Float.BYTES;
                }
            }
            bytes[someAt] = (byte) some;
        }
        Varint.write(values.length, out);
        Varint.write(at, out);
        out.write(bytes, 0, at);
    }

    private float[] readVector(DataInput in) throws IOException {
        float[] values = new float[Varint.readCount(WIDTH_MOST, in)];
        int length = Varint.readCount(WIDTH_MOST * (Float.BYTES + 1), in);
        byte[] bytes = desk(length);
        in.readFully(bytes, 0, length);
        int at = 0;
        for (int from = 0; from < values.length; from += 8) {
            int some = bytes[at++] & 0xFF;
            for (int i = from; some != 0; i++, some >>>= 1) {
                if ((some & 1) != 0) {
                    values[i] = (float) FLOAT.get(bytes, at);
                    at += Float.BYTES;
                }
            }
        }
        return values;
    }

    /** Room for a vector's bytes while they are put together or taken apart; what it held is lost. */
    private byte[] desk(int length) {
        byte[] room = desk;
        if (room == null || room.length < length) {
            room = new byte[length];
            desk = room;
        }
        return room;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnrichedSerializer;
    }

    @Override
    public int hashCode() {
        return EnrichedSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Enriched> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which version of the bytes was in flight. */
    public static final class Snapshot extends EdgeSnapshot<Enriched> {
        public Snapshot() {
            super(EnrichedSerializer::new);
        }
    }
}
