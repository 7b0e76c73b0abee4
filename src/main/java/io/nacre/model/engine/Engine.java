package io.nacre.model.engine;

import io.nacre.model.Trail;

/** Runs a bundle's cascade on one vector. Not thread-safe: one instance for each subtask. */
public interface Engine {

    /**
     * Scores one vector.
     *
     * @param vector raw features, length {@link io.nacre.feature.Layers#width()}; not changed
     */
    Trail score(float[] vector);

    /**
     * Scores several vectors; an engine may do it faster than one by one, with the same bits.
     *
     * @param count how many of the vectors count
     * @param trails filled in, as many
     */
    default void score(float[][] vectors, int count, Trail[] trails) {
        for (int i = 0; i < count; i++) {
            trails[i] = score(vectors[i]);
        }
    }
}
