package io.nacre.stream.event;

import io.nacre.feature.EnrichedEvent;
import io.nacre.stream.wire.InFlightSerializer;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Type information of the events that have their own serializer. Flink's own serializers use reflection, and do not
 * support sealed types.
 */
public final class EventTypeInfo<T> extends TypeInformation<T> {

    public static final TypeInformation<EnrichedEvent> ENRICHED =
            new EventTypeInfo<>(EnrichedEvent.class, new EnrichedEventSerializer());
    public static final TypeInformation<ScoringInput> ARRIVAL =
            new EventTypeInfo<>(ScoringInput.class, new ScoringInputSerializer());
    public static final TypeInformation<ScoredEvent> SCORED =
            new EventTypeInfo<>(ScoredEvent.class, new ScoredEventSerializer());
    public static final TypeInformation<ScoringUpdate> SCORING_UPDATE =
            new EventTypeInfo<>(ScoringUpdate.class, new ScoringUpdateSerializer());
    public static final TypeInformation<AccountControlEvent> ACCOUNT_CONTROL =
            new EventTypeInfo<>(AccountControlEvent.class, new AccountControlEventSerializer());
    public static final TypeInformation<IncidentEvent> INCIDENT =
            new EventTypeInfo<>(IncidentEvent.class, new IncidentEventSerializer());

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final InFlightSerializer<T> serializer;

    private EventTypeInfo(Class<T> type, InFlightSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public String toString() {
        return "Edge<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EventTypeInfo<?>;
    }
}
