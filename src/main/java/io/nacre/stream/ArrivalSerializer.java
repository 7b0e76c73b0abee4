package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EnrichedEvent;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What comes to be scored, as bytes: needed only where objects are not reused, for both ends are in one task. */
final class ArrivalSerializer extends ByteSerializer<Arrival> {

    private static final long serialVersionUID = 1;

    private final TypeSerializer<EnrichedEvent> enriched;
    private final TypeSerializer<News> news;

    ArrivalSerializer() {
        this(new EnrichedSerializer(), TypeInformation.of(News.class).createSerializer(new SerializerConfigImpl()));
    }

    private ArrivalSerializer(TypeSerializer<EnrichedEvent> enriched, TypeSerializer<News> news) {
        this.enriched = enriched;
        this.news = news;
    }

    /** One for each thread, as its parts are. */
    @Override
    public TypeSerializer<Arrival> duplicate() {
        return new ArrivalSerializer(enriched.duplicate(), news.duplicate());
    }

    @Override
    public void serialize(Arrival arrival, DataOutputView out) throws IOException {
        EnrichedEvent transaction = arrival.enriched();
        out.writeBoolean(transaction != null);
        if (transaction != null) {
            enriched.serialize(transaction, out);
        } else {
            news.serialize(requireNonNull(arrival.news(), "neither"), out);
        }
    }

    @Override
    public Arrival deserialize(DataInputView in) throws IOException {
        return in.readBoolean() ? Arrival.of(enriched.deserialize(in)) : Arrival.of(news.deserialize(in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrivalSerializer;
    }

    @Override
    public int hashCode() {
        return ArrivalSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which version of the bytes was in flight. */
    public static final class Snapshot extends EdgeSnapshot<Arrival> {
        public Snapshot() {
            super(ArrivalSerializer::new);
        }
    }
}
