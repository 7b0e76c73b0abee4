package io.nacre.bench.rival;

import io.nacre.profile.Windows;
import io.nacre.profile.WindowsBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Keeps windows in Flink's state by their own bytes. */
final class WindowsSerializer extends TypeSerializerSingleton<Windows> {

    static final WindowsSerializer INSTANCE = new WindowsSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Windows createInstance() {
        return Windows.EMPTY;
    }

    @Override
    public Windows copy(Windows from) {
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        try {
            serialize(from, bytes);
            return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
    }

    @Override
    public Windows copy(Windows from, Windows reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Windows windows, DataOutputView target) throws IOException {
        WindowsBytes.CODEC.write(windows, target);
    }

    @Override
    public Windows deserialize(DataInputView source) throws IOException {
        return WindowsBytes.CODEC.read(WindowsBytes.CODEC.version(), source);
    }

    @Override
    public Windows deserialize(Windows reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Windows> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Windows> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
