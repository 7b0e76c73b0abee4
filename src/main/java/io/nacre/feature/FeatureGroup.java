package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.profile.NoFeatureState;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** The features of one layer with the same key: their state per key, and their range in the vector. */
public final class FeatureGroup<S> implements Serializable {

    private final String name;
    private final Memory<S> memory;
    private final int id;
    private final boolean hasState;
    private final int offset;
    private final int width;
    private final List<Feature<S>> features;

    public FeatureGroup(String layer, Memory<S> memory, int offset) {
        this.name = layer + "-" + memory.key().name().toLowerCase(Locale.ROOT);
        this.memory = memory;
        this.id = name.hashCode();
        this.hasState = !memory.initial().equals(NoFeatureState.NOTHING);
        this.offset = offset;
        this.width = Layer.width(memory);
        this.features = List.copyOf(memory.features());
    }

    /** The stable name of the state. */
    public String name() {
        return name;
    }

    /**
     * The stable id of the state in serialized form: the hash of its name. {@link String#hashCode} is specified by
     * Java.
     */
    public int id() {
        return id;
    }

    /** Whether there is state to store between transactions. */
    public boolean hasState() {
        return hasState;
    }

    public Memory<S> memory() {
        return memory;
    }

    /** Computes every feature from the state before the transaction, then returns the state after it. */
    public S step(S before, Transaction transaction, Facts facts, FeatureVector vector) {
        read(before, transaction, facts, vector);
        return memory.fold(before, transaction, facts);
    }

    /** The account's most frequent values if the transaction has a new one; call it before {@link #step}. */
    public UsualValues usual(S before, Transaction transaction, Facts facts, UsualValues soFar) {
        return memory.usual(before, transaction, facts, soFar);
    }

    /** Computes the features of a transaction without this key. */
    public void absent(Transaction transaction, Facts facts, FeatureVector vector) {
        read(memory.initial(), transaction, facts, vector);
    }

    /** Limits a value to the range of a float, because examples must not contain infinite numbers. */
    private static float finite(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    private void read(S before, Transaction transaction, Facts facts, FeatureVector vector) {
        float[] values = vector.room(offset, width);
        int at = vector.start(offset);
        for (int i = 0; i < features.size(); i++) {
            Feature<S> feature = features.get(i);
            double value = feature.formula().apply(transaction, facts, before);
            boolean isKnown = !Double.isNaN(value);
            values[at++] = isKnown ? finite(value) : 0;
            if (feature.optional()) {
                values[at++] = isKnown ? 1 : 0;
            }
        }
    }
}
