package io.nacre.model;

/** Runs a bundle's cascade on one vector. Not thread-safe: one instance for each subtask. */
public interface Engine {

    /**
     * Scores one vector.
     *
     * @param vector raw features, length {@link io.nacre.feature.Layers#width()}; not changed
     */
    Trail score(float[] vector);
}
