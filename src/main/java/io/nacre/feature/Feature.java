package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.io.Serializable;

/**
 * A named number of a layer, computed from a transaction, its facts and the state before it.
 *
 * @param name stable, snake case, unit last
 * @param meaning one line of plain English
 * @param unit the unit of the number, and how it is displayed
 * @param optional whether its input may be missing. Then the formula returns {@link #UNKNOWN} and the vector has 0; a
 *     second number, the indicator, is 1 if the value is known
 */
public record Feature<S>(String name, String meaning, FeatureUnit unit, boolean optional, Formula<S> formula)
        implements Serializable {

    /** The result of a formula whose input is missing; it is never stored in the vector. */
    public static final double UNKNOWN = Double.NaN;

    /** A feature that every transaction has. */
    public static <S> Feature<S> of(String name, String meaning, FeatureUnit featureUnit, Formula<S> formula) {
        return new Feature<>(name, meaning, featureUnit, false, formula);
    }

    /** A feature whose input may be missing. */
    public static <S> Feature<S> maybe(String name, String meaning, FeatureUnit featureUnit, Formula<S> formula) {
        return new Feature<>(name, meaning, featureUnit, true, formula);
    }

    /** The same feature for a larger state that contains this one's state. */
    public <W> Feature<W> of(Part<W, S> part) {
        return new Feature<>(
                name, meaning, unit, optional, (tx, facts, before) -> formula.apply(tx, facts, part.of(before)));
    }

    /** The number of values in the vector: one, or two with the indicator of an optional feature. */
    int width() {
        return optional ? 2 : 1;
    }

    /** A pure function without clock, I/O or randomness, so that replay and serving give identical bits. */
    @FunctionalInterface
    public interface Formula<S> extends Serializable {
        double apply(Transaction transaction, Facts facts, S before);
    }

    /** Extracts one part of a state. */
    @FunctionalInterface
    public interface Part<W, S> extends Serializable {
        S of(W whole);
    }
}
