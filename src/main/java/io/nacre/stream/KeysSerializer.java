package io.nacre.stream;

import io.nacre.feature.Keys;
import io.nacre.profile.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The keys of a transaction as they are kept until its label comes. */
final class KeysSerializer extends ByteSerializer<Keys> {

    private static final long serialVersionUID = 1;

    /** Before every value: whoever changes the bytes raises it, and keeps reading the earlier ones. */
    private static final int FORMAT = 1;

    @Override
    public void serialize(Keys keys, DataOutputView out) throws IOException {
        out.writeByte(FORMAT);
        write(keys, out);
    }

    @Override
    public Keys deserialize(DataInputView in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("keys of format " + format + ", this program reads " + FORMAT
                    + "; start the program that wrote them");
        }
        return read(in);
    }

    static void write(Keys keys, DataOutputView out) throws IOException {
        Wire.writeText(keys.accountId(), out);
        Wire.writeOptional(keys.network(), out);
        Wire.writeOptional(keys.deviceId(), out);
        Wire.writeOptional(keys.merchantId(), out);
        Wire.writeOptional(keys.counterpartyId(), out);
        Varint.writeSigned(keys.atMs(), out);
        out.writeBoolean(keys.high());
    }

    static Keys read(DataInputView in) throws IOException {
        return new Keys(
                Wire.readText(in),
                Wire.readOptional(in),
                Wire.readOptional(in),
                Wire.readOptional(in),
                Wire.readOptional(in),
                Varint.readSigned(in),
                in.readBoolean());
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeysSerializer;
    }

    @Override
    public int hashCode() {
        return KeysSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Keys> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Nothing to say: the bytes say themselves what they are. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Keys> {
        public Snapshot() {
            super(KeysSerializer::new);
        }
    }
}
