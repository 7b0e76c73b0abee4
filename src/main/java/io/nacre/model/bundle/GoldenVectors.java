package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import io.nacre.model.FloatArrayCodec;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.anomaly.AutoencoderGraph;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Vectors with the trails and anomaly errors of the reference engine at training time. An engine that does not
 * reproduce them is rejected.
 */
public final class GoldenVectors {

    /** Maximum difference of a probability from the reference. */
    public static final double TOLERANCE = 1e-5;

    static final int MAX_COUNT = 4096;

    /**
     * Maximum duration of one score, ns. It is about thirty times the duration of a usual bundle on a slow machine. So
     * it rejects only bundles that would slow down every decision.
     */
    static final long MAX_SCORE_NS = 2_000_000;

    /**
     * The number of measurements. The fastest counts, because other load or uncompiled code must not reject a bundle.
     */
    static final int TRIES = 500;

    private final List<float[]> vectors;
    private final List<Trail> trails;
    private final float[] errors;

    /** @param errors one per vector; empty without an anomaly model */
    public GoldenVectors(List<float[]> vectors, List<Trail> trails, float[] errors) {
        if (vectors.size() != trails.size() || vectors.size() > MAX_COUNT) {
            throw new IllegalArgumentException("golden vectors and trails do not match, or are over " + MAX_COUNT);
        }
        this.errors = FloatArrayCodec.requireFinite("errors", errors.clone());
        this.vectors = List.copyOf(vectors);
        this.trails = List.copyOf(trails);
    }

    /** Computes the trails with the reference engine. */
    public static GoldenVectors of(Engine reference, List<float[]> vectors) {
        List<Trail> trails = new ArrayList<>();
        for (float[] vector : vectors) {
            trails.add(rounded(reference.score(vector)));
        }
        return new GoldenVectors(vectors, trails, new float[0]);
    }

    /** Adds the errors of the anomaly model. */
    public GoldenVectors with(AnomalyModel model) {
        AutoencoderGraph reference = AutoencoderGraph.trained(model.autoencoder());
        float[] measured = new float[vectors.size()];
        float[] normalised = new float[model.width()];
        for (int i = 0; i < measured.length; i++) {
            model.normalisation().apply(vectors.get(i), normalised);
            measured[i] = (float) model.error(normalised, reference.reconstruct(normalised));
        }
        return new GoldenVectors(vectors, trails, measured);
    }

    public int size() {
        return vectors.size();
    }

    /**
     * Rejects an engine whose probabilities differ by more than {@link #TOLERANCE} at any layer, or that is slower than
     * {@link #MAX_SCORE_NS}. The speed of the reference engine is not checked.
     */
    void verify(Engine engine, EngineKind kind) {
        verify(engine, kind, System::nanoTime);
    }

    /** @param clockNs such as {@link System#nanoTime} */
    void verify(Engine engine, EngineKind kind, LongSupplier clockNs) {
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i);
            Trail expected = trails.get(i);
            Trail actual = engine.score(vector);
            for (int k = 0; k <= expected.layers(); k++) {
                double difference = Math.abs(actual.probability(k) - expected.probability(k));
                if (!(difference <= TOLERANCE)) {
                    throw new BundleException("the engine " + kind + " does not reproduce golden vector " + i
                            + " after layer " + k + ": " + actual.probability(k) + " instead of "
                            + expected.probability(k) + "; train a new bundle with this version");
                }
            }
            if (kind == EngineKind.COMPILED) {
                requireQuick("scoring golden vector " + i, () -> engine.score(vector), clockNs);
            }
        }
    }

    /**
     * Rejects a detector whose relative error difference exceeds {@link #TOLERANCE}, or that is slower than
     * {@link #MAX_SCORE_NS}.
     */
    void verify(AnomalyDetector detector) {
        for (int i = 0; i < errors.length; i++) {
            float[] vector = vectors.get(i);
            double actual = detector.error(vector);
            if (!(Math.abs(actual - errors[i]) <= TOLERANCE * Math.max(1, errors[i]))) {
                throw new BundleException("the anomaly model does not reproduce golden vector " + i + ": error "
                        + actual + " instead of " + errors[i] + "; train a new bundle with this version");
            }
            requireQuick("the anomaly model for golden vector " + i, () -> detector.error(vector), System::nanoTime);
        }
    }

    private static void requireQuick(String what, Runnable work, LongSupplier clockNs) {
        long quickestNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && quickestNs > MAX_SCORE_NS; i++) {
            long startedNs = clockNs.getAsLong();
            work.run();
            quickestNs = Math.min(quickestNs, clockNs.getAsLong() - startedNs);
        }
        if (quickestNs > MAX_SCORE_NS) {
            throw new BundleException(
                    what + " takes " + quickestNs / 1_000 + " µs at best, more than " + MAX_SCORE_NS / 1_000
                            + " µs, and would delay every decision: train fewer trees or a smaller network");
        }
    }

    float[] errors() {
        return errors.clone();
    }

    public List<float[]> vectors() {
        return vectors;
    }

    public List<Trail> trails() {
        return trails;
    }

    /** Rounded to binary32, the format of the file. */
    private static Trail rounded(Trail trail) {
        double[] logits = trail.logits().clone();
        for (int k = 0; k < logits.length; k++) {
            logits[k] = (float) logits[k];
        }
        return new Trail(logits);
    }
}
