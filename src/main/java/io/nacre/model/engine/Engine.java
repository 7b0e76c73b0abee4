package io.nacre.model.engine;

import io.nacre.model.Trail;

/** Scores vectors with a bundle's model. Not thread-safe: one instance per subtask. */
public interface Engine {

    /**
     * Scores one vector.
     *
     * @param vector raw features, length {@link io.nacre.feature.layer.Layers#width()}; not changed
     */
    Trail score(float[] vector);

    /**
     * Scores several vectors. An engine may be faster in batches, with identical bits.
     *
     * @param count number of vectors
     * @param trails output
     */
    default void score(float[][] vectors, int count, Trail[] trails) {
        for (int i = 0; i < count; i++) {
            trails[i] = score(vectors[i]);
        }
    }
}
