package io.nacre.stream.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Base class of serializers whose values contain reusable arrays. A copy is serialized and deserialized, so it shares
 * nothing with the original. A subclass with a buffer overrides {@link #duplicate}, because no two threads may share a
 * buffer.
 */
public abstract class CopyingTypeSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1;

    private static final int USUAL_BYTES = 2048;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** Returns null. Flink may ask for an empty value, but never uses it. */
    @Override
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
            serialize(from, bytes);
            return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    /** The length varies. */
    @Override
    public int getLength() {
        return -1;
    }
}
