package io.nacre.model;

/** One way to run the same network, or the whole of scoring, on some vectors. */
public interface ScoringVariant extends AutoCloseable {

    /** How many vectors one run takes. */
    int batch();

    /** Runs on the vectors from this one on. */
    void run(int first) throws Exception;

    /** What the last run found of its first vector: the logit that the layers up to each one add, or the trail. */
    double[] found();

    @Override
    default void close() throws Exception {}
}
