package io.nacre.stream.wire;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Which version of the bytes travelled between tasks. Nothing in flight outlives a program: checkpoints are aligned,
 * and hold no record that is on its way. So another version is refused, not read.
 */
public abstract class InFlightSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 9;

    private final Supplier<TypeSerializer<T>> serializer;

    public InFlightSerializerSnapshot(Supplier<TypeSerializer<T>> serializer) {
        this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {
        // The version says it all.
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException("records in flight of version " + version + ", this program reads " + VERSION
                    + "; start from a savepoint of the program that wrote them");
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer.get();
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old.getClass() == getClass()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
