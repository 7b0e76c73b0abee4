package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Keys;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Varint;
import io.nacre.reference.IpFacts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What travels between the hops, as bytes. Of the vector only what is not zero: most of it is, until the last hop. */
final class EnrichedSerializer extends ByteSerializer<Enriched> {

    private static final long serialVersionUID = 1;

    private static final Kind[] KINDS = Kind.values();
    private static final int TRANSACTION = 1;
    private static final int LABEL = 2;
    private static final int PROFILE = 4;
    private static final int WIDTH_MOST = 1 << 16;

    @Override
    public void serialize(Enriched enriched, DataOutputView out) throws IOException {
        Transaction transaction = enriched.transaction();
        Label label = enriched.label();
        AccountProfile profile = enriched.profile();
        Wire.writeConstant(enriched.kind(), out);
        out.writeByte((transaction == null ? 0 : TRANSACTION)
                | (label == null ? 0 : LABEL)
                | (profile == null ? 0 : PROFILE));
        PaymentWire.writeOrigin(enriched.origin(), out);
        writeKeys(enriched.keys(), out);
        if (transaction != null) {
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
    }

    @Override
    public Enriched deserialize(DataInputView in) throws IOException {
        Kind kind = Wire.readConstant(KINDS, in);
        int parts = in.readByte();
        return new Enriched(
                kind,
                PaymentWire.readOrigin(in),
                readKeys(in),
                (parts & TRANSACTION) == 0 ? null : PaymentWire.readTransaction(in),
                readFacts(in),
                new FeatureVector(readVector(in)),
                (parts & LABEL) == 0 ? null : PaymentWire.readLabel(in),
                (parts & PROFILE) == 0 ? null : PaymentWire.readProfile(in));
    }

    private static void writeKeys(Keys keys, DataOutput out) throws IOException {
        Wire.writeText(keys.accountId(), out);
        Wire.writeOptional(keys.network(), out);
        Wire.writeOptional(keys.deviceId(), out);
        Wire.writeOptional(keys.merchantId(), out);
        Wire.writeOptional(keys.counterpartyId(), out);
        Varint.writeSigned(keys.atMs(), out);
        out.writeBoolean(keys.high());
    }

    private static Keys readKeys(DataInput in) throws IOException {
        return new Keys(
                Wire.readText(in),
                Wire.readOptional(in),
                Wire.readOptional(in),
                Wire.readOptional(in),
                Wire.readOptional(in),
                Varint.readSigned(in),
                in.readBoolean());
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
    private static void writeVector(float[] values, DataOutput out) throws IOException {
        Varint.write(values.length, out);
        for (int from = 0; from < values.length; from += 8) {
            int to = Math.min(from + 8, values.length);
            int some = 0;
            for (int i = from; i < to; i++) {
                some |= Float.floatToRawIntBits(values[i]) == 0 ? 0 : 1 << (i - from);
            }
            out.writeByte(some);
            for (int i = from; i < to; i++) {
                if ((some & 1 << (i - from)) != 0) {
                    out.writeFloat(values[i]);
                }
            }
        }
    }

    private static float[] readVector(DataInput in) throws IOException {
        float[] values = new float[Varint.readCount(WIDTH_MOST, in)];
        for (int from = 0; from < values.length; from += 8) {
            int to = Math.min(from + 8, values.length);
            int some = in.readByte();
            for (int i = from; i < to; i++) {
                values[i] = (some & 1 << (i - from)) == 0 ? 0 : in.readFloat();
            }
        }
        return values;
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
