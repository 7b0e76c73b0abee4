package io.nacre.stream.wire;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's view of immutable values that are kept for months: each says by its first byte in which format it was
 * written, and every format ever written is read. So state of an earlier program is read as it is.
 */
public abstract class VersionedStateSerializer<T> extends CopyingTypeSerializer<T> {

    private static final long serialVersionUID = 1;

    private final int format;

    /** @param format the newest, which is written; counted from 1 */
    public VersionedStateSerializer(int format) {
        this.format = format;
    }

    protected abstract void write(T value, DataOutputView out) throws IOException;

    /**
     * Reads a value of any format.
     *
     * @param written 1 to the newest
     */
    protected abstract T read(int written, DataInputView in) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView out) throws IOException {
        out.writeByte(format);
        write(value, out);
    }

    @Override
    public final T deserialize(DataInputView in) throws IOException {
        int written = in.readByte();
        if (written < 1 || written > format) {
            throw new IOException("state of format " + written + ", this program reads 1 to " + format
                    + "; start the program that wrote it");
        }
        return read(written, in);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    /** Names the serialiser; the rest the values say themselves. */
    public abstract static class Snapshot<T> implements TypeSerializerSnapshot<T> {

        private final Supplier<TypeSerializer<T>> serializer;

        public Snapshot(Supplier<TypeSerializer<T>> serializer) {
            this.serializer = serializer;
        }

        @Override
        public final int getCurrentVersion() {
            return 1;
        }

        @Override
        public final void writeSnapshot(DataOutputView out) {
            // The values say it all.
        }

        @Override
        public final void readSnapshot(int version, DataInputView in, ClassLoader loader) {
            // The values say it all.
        }

        @Override
        public final TypeSerializer<T> restoreSerializer() {
            return serializer.get();
        }

        @Override
        public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old.getClass() == getClass()
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
