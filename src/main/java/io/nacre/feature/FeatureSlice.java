package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.profile.NoFeatureState;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** A memory and its place in the vector: the one loop that turns a transaction into numbers. */
public final class FeatureSlice<S> implements Serializable {

    private final String name;
    private final Memory<S> memory;
    private final int id;
    private final boolean hasState;
    private final int offset;
    private final int width;
    private final List<Feature<S>> features;

    public FeatureSlice(String layer, Memory<S> memory, int offset) {
        this.name = layer + "-" + memory.key().name().toLowerCase(Locale.ROOT);
        this.memory = memory;
        this.id = name.hashCode();
        this.hasState = !memory.initial().equals(NoFeatureState.NOTHING);
        this.offset = offset;
        this.width = Layer.width(memory);
        this.features = List.copyOf(memory.features());
    }

    /** Stable for ever: what this memory is called where it is kept. */
    public String name() {
        return name;
    }

    /** The same, short: what stored bytes are found by. {@link String#hashCode} is the same in every Java. */
    public int id() {
        return id;
    }

    /** Whether there is anything to keep between two transactions. */
    public boolean hasState() {
        return hasState;
    }

    public Memory<S> memory() {
        return memory;
    }

    /** Reads every feature from the memory before the transaction, then returns the memory after it. */
    public S step(S before, Transaction transaction, Facts facts, FeatureVector vector) {
        read(before, transaction, facts, vector);
        return memory.fold(before, transaction, facts);
    }

    /** The values the account used most, where the transaction has a new one; called before its step. */
    public UsualValues usual(S before, Transaction transaction, Facts facts, UsualValues soFar) {
        return memory.usual(before, transaction, facts, soFar);
    }

    /** Writes the features of a transaction that does not have the memory's key. */
    public void absent(Transaction transaction, Facts facts, FeatureVector vector) {
        read(memory.initial(), transaction, facts, vector);
    }

    /** No vector holds what no reader of examples takes. */
    private static float finite(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    private void read(S before, Transaction transaction, Facts facts, FeatureVector vector) {
        float[] values = vector.room(offset, width);
        int at = vector.start(offset);
        for (int i = 0; i < features.size(); i++) {
            Feature<S> feature = features.get(i);
            double value = feature.formula().apply(transaction, facts, before);
            boolean known = !Double.isNaN(value);
            values[at++] = known ? finite(value) : 0;
            if (feature.optional()) {
                values[at++] = known ? 1 : 0;
            }
        }
    }
}
