package io.nacre.stream.event;

import io.nacre.feature.EnrichedEvent;
import io.nacre.stream.event.ScoringInput.EventInput;
import io.nacre.stream.event.ScoringInput.UpdateInput;
import io.nacre.stream.wire.InFlightSerializer;
import io.nacre.stream.wire.InFlightSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes scoring inputs. Flink uses it only if object reuse is off, because both operators are in one chain. */
final class ScoringInputSerializer extends InFlightSerializer<ScoringInput> {

    private static final long serialVersionUID = 1;

    private final TypeSerializer<EnrichedEvent> enriched;

    ScoringInputSerializer() {
        this(new EnrichedEventSerializer());
    }

    private ScoringInputSerializer(TypeSerializer<EnrichedEvent> enriched) {
        this.enriched = enriched;
    }

    /** Each thread needs its own serializer, because the serializer of enriched events does. */
    @Override
    public TypeSerializer<ScoringInput> duplicate() {
        return new ScoringInputSerializer(enriched.duplicate());
    }

    @Override
    public void serialize(ScoringInput scoringInput, DataOutputView out) throws IOException {
        out.writeBoolean(scoringInput instanceof EventInput);
        if (scoringInput instanceof EventInput input) {
            enriched.serialize(input.event(), out);
        } else {
            ScoringUpdateFormat.write(((UpdateInput) scoringInput).update(), out);
        }
    }

    @Override
    public ScoringInput deserialize(DataInputView in) throws IOException {
        return in.readBoolean()
                ? ScoringInput.of(enriched.deserialize(in))
                : ScoringInput.of(ScoringUpdateFormat.read(in));
    }

    @Override
    public TypeSerializerSnapshot<ScoringInput> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The version of the bytes in flight. */
    public static final class Snapshot extends InFlightSerializerSnapshot<ScoringInput> {
        public Snapshot() {
            super(ScoringInputSerializer::new);
        }
    }
}
