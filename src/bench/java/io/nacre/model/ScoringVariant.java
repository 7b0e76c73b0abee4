package io.nacre.model;

/** One implementation of the same network, or of the whole scoring. */
public interface ScoringVariant extends AutoCloseable {

    /** The number of vectors per run. */
    int batch();

    /** Scores the vectors from this one on. */
    void run(int first) throws Exception;

    /** The result of the first vector of the last run: the cumulative logit contributions, or the trail. */
    double[] found();

    @Override
    default void close() throws Exception {}
}
