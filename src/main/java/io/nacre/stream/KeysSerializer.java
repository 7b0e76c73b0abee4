package io.nacre.stream;

import io.nacre.feature.EntityKeys;
import io.nacre.profile.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a transaction for the dispute time. A savepoint names this class, so it keeps its name, though it now
 * writes more than keys.
 */
final class KeysSerializer extends ByteSerializer<Met> {

    private static final long serialVersionUID = 1;

    /** Before every value: whoever changes the bytes raises it, and keeps reading the earlier ones. */
    private static final int FORMAT = 3;

    /** Had a hash of the terms that needs no salt. */
    private static final int UNSALTED_FORMAT = 2;

    /** Had the keys alone. */
    private static final int FIRST_FORMAT = 1;

    @Override
    public void serialize(Met met, DataOutputView out) throws IOException {
        out.writeByte(FORMAT);
        write(met.keys(), out);
        Terms terms = met.terms();
        // Of a payment that was written first by a program that kept no terms, there are none still.
        out.writeLong(terms == null ? 0 : terms.salt());
        out.writeLong(terms == null ? 0 : terms.first());
        out.writeLong(terms == null ? 0 : terms.second());
    }

    @Override
    public Met deserialize(DataInputView in) throws IOException {
        int format = in.readByte();
        if (format < FIRST_FORMAT || format > FORMAT) {
            throw new IOException("keys of format " + format + ", this program reads 1 to " + FORMAT
                    + "; start the program that wrote them");
        }
        EntityKeys entityKeys = read(in);
        return switch (format) {
            case FIRST_FORMAT -> new Met(entityKeys, null);
            case UNSALTED_FORMAT -> new Met(entityKeys, Terms.early(in.readLong()));
            default -> new Met(entityKeys, terms(in.readLong(), in.readLong(), in.readLong()));
        };
    }

    private static @Nullable Terms terms(long salt, long first, long second) {
        return salt == 0 ? Terms.early(first) : new Terms(salt, first, second);
    }

    static void write(EntityKeys entityKeys, DataOutputView out) throws IOException {
        Wire.writeText(entityKeys.accountId(), out);
        Wire.writeOptional(entityKeys.network(), out);
        Wire.writeOptional(entityKeys.deviceId(), out);
        Wire.writeOptional(entityKeys.merchantId(), out);
        Wire.writeOptional(entityKeys.counterpartyId(), out);
        Varint.writeSigned(entityKeys.atMs(), out);
        out.writeBoolean(entityKeys.high());
    }

    static EntityKeys read(DataInputView in) throws IOException {
        return new EntityKeys(
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
