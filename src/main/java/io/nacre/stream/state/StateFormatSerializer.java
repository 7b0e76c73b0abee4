package io.nacre.stream.state;

import io.nacre.stream.wire.VersionedStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink serializer of a {@link StateFormat}. */
public final class StateFormatSerializer<T> extends VersionedStateSerializer<T> {

    private static final long serialVersionUID = 1;

    private final String name;

    StateFormatSerializer(StateFormat<T> format) {
        super(format.current());
        this.name = format.name();
    }

    @Override
    protected void write(T value, DataOutputView out) throws IOException {
        StateFormat.<T>named(name).write(value, out);
    }

    @Override
    protected T read(int written, DataInputView in) throws IOException {
        return StateFormat.<T>named(name).read(written, in);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateFormatSerializer<?> same && same.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(name);
    }

    /** The name of the format; each value contains the format's number. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {

        private String name;

        /** For Flink, which then calls {@link #readSnapshot}. */
        public Snapshot() {
            this("");
        }

        private Snapshot(String name) {
            this.name = name;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(name);
        }

        @Override
        public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            name = in.readUTF();
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return StateFormat.<T>named(name).serializer();
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old instanceof Snapshot<?> other && other.name.equals(name)
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
