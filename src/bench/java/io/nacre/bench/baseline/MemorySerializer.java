package io.nacre.bench.baseline;

import io.nacre.profile.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Stores one memory in Flink's state with its own codec. Its state is never restored. */
final class MemorySerializer<S> extends TypeSerializerSingleton<S> {

    private static final long serialVersionUID = 1;

    private final S initial;

    @SuppressWarnings("serial") // Created where it is used, never sent.
    private final StateCodec<S> stateCodec;

    MemorySerializer(S initial, StateCodec<S> stateCodec) {
        this.initial = initial;
        this.stateCodec = stateCodec;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public S createInstance() {
        return initial;
    }

    @Override
    public S copy(S from) {
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        try {
            serialize(from, bytes);
            return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
    }

    @Override
    public S copy(S from, S reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(S memory, DataOutputView target) throws IOException {
        stateCodec.write(memory, target);
    }

    @Override
    public S deserialize(DataInputView source) throws IOException {
        return stateCodec.read(stateCodec.version(), source);
    }

    @Override
    public S deserialize(S reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<S> snapshotConfiguration() {
        return new SimpleTypeSerializerSnapshot<>(() -> this) {};
    }
}
