package io.nacre.codec;

import io.nacre.decision.Alert;
import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.Severity;
import io.nacre.payment.Channel;
import io.nacre.payment.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of one list of ours by their place in the schema's, which has its own order and UNKNOWN besides. */
final class EnumOrdinals<E extends Enum<E>> {

    static final EnumOrdinals<Channel> CHANNEL = new EnumOrdinals<>(Channel.class, io.nacre.avro.Channel.values());
    static final EnumOrdinals<Outcome> OUTCOME = new EnumOrdinals<>(Outcome.class, io.nacre.avro.Outcome.values());
    static final EnumOrdinals<Cause> CAUSE = new EnumOrdinals<>(Cause.class, io.nacre.avro.Cause.values());
    static final EnumOrdinals<Alert.Status> STATUS =
            new EnumOrdinals<>(Alert.Status.class, io.nacre.avro.AlertStatus.values());
    static final EnumOrdinals<Severity> SEVERITY = new EnumOrdinals<>(Severity.class, io.nacre.avro.Severity.values());
    static final EnumOrdinals<Label.Source> SOURCE =
            new EnumOrdinals<>(Label.Source.class, io.nacre.avro.LabelSource.values());

    private final int[] places;
    private final List<@Nullable E> words = new ArrayList<>();

    private EnumOrdinals(Class<E> type, Enum<?>[] schema) {
        E[] ours = type.getEnumConstants();
        this.places = new int[ours.length];
        for (int place = 0; place < schema.length; place++) {
            E match = null;
            for (int i = 0; i < ours.length; i++) {
                if (ours[i].name().equals(schema[place].name())) {
                    match = ours[i];
                    places[i] = place;
                }
            }
            words.add(match);
        }
    }

    /** Where the schema lists the word. */
    @SuppressWarnings("EnumOrdinal") // The order of ours, in which the places were noted.
    int place(E word) {
        return places[word.ordinal()];
    }

    /** The word at a place of the schema's list, or null where it is none of ours. */
    @Nullable
    E at(int place) {
        return words.get(place);
    }
}
