package io.nacre.stream.wire;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Base class of serializers for immutable values that stay in state for months. The first byte of a value is its
 * format, and every format ever written can be read. So state of an earlier version needs no migration.
 */
public abstract class VersionedStateSerializer<T> extends CopyingTypeSerializer<T> {

    private static final long serialVersionUID = 1;

    private final int format;

    /** @param format the newest format, in which values are written; counted from 1 */
    public VersionedStateSerializer(int format) {
        this.format = format;
    }

    protected abstract void write(T value, DataOutputView out) throws IOException;

    /**
     * Reads a value of any format.
     *
     * @param written the format of the value, from 1 to the newest
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
            throw new IOException("state has format " + written + ", but this program reads formats 1 to " + format
                    + ": start the program version that wrote it");
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

    /** Names the serializer; each value contains its format. */
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
            // Each value contains its format.
        }

        @Override
        public final void readSnapshot(int version, DataInputView in, ClassLoader loader) {
            // Each value contains its format.
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
