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
 * Vectors and what the reference engine said of them when the bundle was trained: their trails, and how far off the
 * autoencoder's drawing was. An engine that says otherwise is not trusted.
 */
public final class GoldenVectors {

    /** How far a probability may lie from the reference. */
    public static final double TOLERANCE = 1e-5;

    static final int MAX_COUNT = 4096;

    /**
     * How long one score may take, ns: some thirty times what a usual bundle takes on a slow machine, so that only a
     * bundle is refused that would slow every payment.
     */
    static final long MAX_SCORE_NS = 2_000_000;

    /** The quickest of so many counts: a busy machine, or code that is not compiled yet, is no fault of the bundle. */
    static final int TRIES = 500;

    private final List<float[]> vectors;
    private final List<Trail> trails;
    private final float[] errors;

    /** @param errors one for each vector, or none where there is no anomaly model */
    public GoldenVectors(List<float[]> vectors, List<Trail> trails, float[] errors) {
        if (vectors.size() != trails.size() || vectors.size() > MAX_COUNT) {
            throw new IllegalArgumentException("golden vectors and trails do not match, or are over " + MAX_COUNT);
        }
        this.errors = FloatArrayCodec.requireFinite("errors", errors.clone());
        this.vectors = List.copyOf(vectors);
        this.trails = List.copyOf(trails);
    }

    /** Asks the reference engine. */
    public static GoldenVectors of(Engine reference, List<float[]> vectors) {
        List<Trail> trails = new ArrayList<>();
        for (float[] vector : vectors) {
            trails.add(rounded(reference.score(vector)));
        }
        return new GoldenVectors(vectors, trails, new float[0]);
    }

    /** The same, with what the reference says of the anomaly model. */
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
     * Refuses an engine whose probabilities differ by more than {@link #TOLERANCE} at any layer, or that takes longer
     * than {@link #MAX_SCORE_NS}; the reference may take its time.
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
     * Refuses a detector whose errors differ by more than {@link #TOLERANCE} times themselves, or that takes longer
     * than {@link #MAX_SCORE_NS}.
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
                            + " µs: every payment would wait for it; train fewer trees or a smaller network");
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

    /** The file keeps binary32, so that is what is compared from the start. */
    private static Trail rounded(Trail trail) {
        double[] logits = trail.logits().clone();
        for (int k = 0; k < logits.length; k++) {
            logits[k] = (float) logits[k];
        }
        return new Trail(logits);
    }
}
