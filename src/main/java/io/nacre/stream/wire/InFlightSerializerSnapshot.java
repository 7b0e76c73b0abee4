package io.nacre.stream.wire;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The version of the bytes between subtasks. Checkpoints are aligned and contain no records in flight, so bytes never
 * outlive the version of the job that wrote them. Therefore another version is rejected, not read.
 */
public abstract class InFlightSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 12;

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
        // The version is enough.
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException("records in flight have version " + version + ", but this program reads version "
                    + VERSION + ": start from a savepoint of the program version that wrote them");
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
