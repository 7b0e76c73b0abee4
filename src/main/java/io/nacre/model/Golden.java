package io.nacre.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Vectors and the trails that the reference engine gave for them when the bundle was trained; an engine that gives
 * others is not trusted.
 */
public final class Golden {

    /** How far a probability may lie from the reference. */
    static final double TOLERANCE = 1e-5;

    static final int COUNT_MAX = 4096;

    private final List<float[]> vectors;
    private final List<Trail> trails;

    Golden(List<float[]> vectors, List<Trail> trails) {
        if (vectors.size() != trails.size() || vectors.size() > COUNT_MAX) {
            throw new IllegalArgumentException("golden vectors and trails do not match, or are over " + COUNT_MAX);
        }
        this.vectors = List.copyOf(vectors);
        this.trails = List.copyOf(trails);
    }

    /** Asks the reference engine. */
    public static Golden of(Engine reference, List<float[]> vectors) {
        List<Trail> trails = new ArrayList<>();
        for (float[] vector : vectors) {
            trails.add(rounded(reference.score(vector)));
        }
        return new Golden(vectors, trails);
    }

    public int size() {
        return vectors.size();
    }

    /** Refuses an engine whose probabilities differ by more than {@link #TOLERANCE} at any layer. */
    void verify(Engine engine, EngineKind kind) {
        for (int i = 0; i < vectors.size(); i++) {
            Trail expected = trails.get(i);
            Trail actual = engine.score(vectors.get(i));
            for (int k = 0; k <= expected.layers(); k++) {
                double difference = Math.abs(actual.probability(k) - expected.probability(k));
                if (!(difference <= TOLERANCE)) {
                    throw new BundleException("the engine " + kind + " does not reproduce golden vector " + i
                            + " after layer " + k + ": " + actual.probability(k) + " instead of "
                            + expected.probability(k) + "; train a new bundle with this version");
                }
            }
        }
    }

    List<float[]> vectors() {
        return vectors;
    }

    List<Trail> trails() {
        return trails;
    }

    /** The file keeps binary32, so that is what is compared from the start. */
    private static Trail rounded(Trail trail) {
        double[] logits = trail.logits().clone();
        for (int k = 0; k < logits.length; k++) {
            logits[k] = (float) logits[k];
        }
        return new Trail(logits);
    }
}
