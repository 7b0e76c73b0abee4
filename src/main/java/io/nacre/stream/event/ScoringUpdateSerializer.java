package io.nacre.stream.event;

import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes scoring updates in flight, in the same format as in state. */
final class ScoringUpdateSerializer extends InFlightSerializer<ScoringUpdate> {

    private static final long serialVersionUID = 1;

    @Override
    public void serialize(ScoringUpdate update, DataOutputView out) throws IOException {
        ScoringUpdateFormat.write(update, out);
    }

    @Override
    public ScoringUpdate deserialize(DataInputView in) throws IOException {
        return ScoringUpdateFormat.read(in);
    }

    @Override
    public TypeSerializerSnapshot<ScoringUpdate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The version of the bytes in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<ScoringUpdate> {
        public Snapshot() {
            super(ScoringUpdateSerializer::new);
        }
    }
}
