package io.nacre.stream;

import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Policy;
import io.nacre.model.BundleException;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import io.nacre.payment.Channel;
import org.jspecify.annotations.Nullable;

/** Scores vectors with one bundle. Not thread-safe. */
public final class BundleScorer {

    private final String id;
    private final Thresholds thresholds;
    private final Engine engine;
    private final Explainer explainer;
    private final @Nullable AnomalyDetector detector;
    private final @Nullable DriftBaseline driftBaseline;

    private BundleScorer(Bundle bundle, EngineKind kind) {
        this.id = bundle.id();
        this.thresholds = bundle.thresholds();
        this.engine = bundle.engine(kind);
        this.explainer = new Explainer(bundle);
        this.detector = bundle.detector();
        this.driftBaseline = bundle.reference();
    }

    /**
     * Loads a bundle and verifies its hashes, fingerprint and golden vectors.
     *
     * @throws BundleException if any of them is wrong
     */
    static BundleScorer of(byte[] zip, EngineKind kind) {
        return of(Bundle.read(zip), kind);
    }

    /** Creates a scorer of a bundle that is already loaded. */
    static BundleScorer of(Bundle bundle, EngineKind kind) {
        return new BundleScorer(bundle, kind);
    }

    public String id() {
        return id;
    }

    Thresholds thresholds() {
        return thresholds;
    }

    /** The distributions in training; null for a bundle of an earlier version. */
    @Nullable
    DriftBaseline reference() {
        return driftBaseline;
    }

    Explainer explainer() {
        return explainer;
    }

    Trail score(float[] vector) {
        return engine.score(vector);
    }

    @Nullable
    Anomaly anomaly(float[] vector) {
        return detector == null ? null : detector.detect(vector, thresholds.anomaly());
    }

    /** The score and the outcome of this bundle as a challenger. */
    ChallengerScore challengerScore(Channel channel, float[] vector) {
        double score = engine.score(vector).score();
        return new ChallengerScore(id, score, Policy.band(score, thresholds.of(channel)));
    }
}
