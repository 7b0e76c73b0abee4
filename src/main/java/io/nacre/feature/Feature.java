package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.io.Serializable;

/**
 * One named number of a layer: what the model sees, computed from a transaction, its facts and the memory before it.
 *
 * @param name stable for ever, snake case, unit last
 * @param meaning one line of plain English
 * @param unit what the number counts, and how an analyst reads it
 * @param optional its input may be missing: the formula then says {@link #UNKNOWN}, the vector holds 0, and one more
 *     number beside it says whether the value was known
 */
public record Feature<S>(String name, String meaning, FeatureUnit unit, boolean optional, Formula<S> formula)
        implements Serializable {

    /** What a formula says when its input is missing; it never reaches the vector. */
    public static final double UNKNOWN = Double.NaN;

    /** A feature that every transaction has. */
    public static <S> Feature<S> of(String name, String meaning, FeatureUnit featureUnit, Formula<S> formula) {
        return new Feature<>(name, meaning, featureUnit, false, formula);
    }

    /** A feature whose input may be missing. */
    public static <S> Feature<S> maybe(String name, String meaning, FeatureUnit featureUnit, Formula<S> formula) {
        return new Feature<>(name, meaning, featureUnit, true, formula);
    }

    /** The same feature of a memory that has this one's as a part. */
    public <W> Feature<W> of(Part<W, S> part) {
        return new Feature<>(
                name, meaning, unit, optional, (tx, facts, before) -> formula.apply(tx, facts, part.of(before)));
    }

    /** How many numbers it writes: the value and, if it is optional, whether that is known. */
    int width() {
        return optional ? 2 : 1;
    }

    /** A pure function: no clock, no I/O, no randomness, so replay and serving agree bit for bit. */
    @FunctionalInterface
    public interface Formula<S> extends Serializable {
        double apply(Transaction transaction, Facts facts, S before);
    }

    /** Finds a part of a memory. */
    @FunctionalInterface
    public interface Part<W, S> extends Serializable {
        S of(W whole);
    }
}
