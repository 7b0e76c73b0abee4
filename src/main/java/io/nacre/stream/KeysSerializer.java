package io.nacre.stream;

import io.nacre.feature.Keys;
import io.nacre.profile.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is kept of a transaction for the dispute time. A savepoint names this class, so it keeps its name, though it now
 * writes more than keys.
 */
final class KeysSerializer extends ByteSerializer<Met> {

    private static final long serialVersionUID = 1;

    /** Before every value: whoever changes the bytes raises it, and keeps reading the earlier ones. */
    private static final int FORMAT = 2;

    /** Had the keys alone. */
    private static final int FIRST_FORMAT = 1;

    @Override
    public void serialize(Met met, DataOutputView out) throws IOException {
        out.writeByte(FORMAT);
        write(met.keys(), out);
        out.writeLong(met.terms());
    }

    @Override
    public Met deserialize(DataInputView in) throws IOException {
        int format = in.readByte();
        if (format < FIRST_FORMAT || format > FORMAT) {
            throw new IOException("keys of format " + format + ", this program reads 1 to " + FORMAT
                    + "; start the program that wrote them");
        }
        return new Met(read(in), format == FIRST_FORMAT ? Met.UNKNOWN : in.readLong());
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
    public TypeSerializerSnapshot<Met> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Nothing to say: the bytes say themselves what they are. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Met> {
        public Snapshot() {
            super(KeysSerializer::new);
        }
    }
}
