package io.nacre.model.bundle;

import static java.util.Objects.requireNonNull;

import io.nacre.model.BundleException;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Dl4jEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with all that is needed to trust it: what it reads, where it comes from, how well it did, and golden
 * vectors that show an engine runs it right.
 *
 * @param id the day it was created and a hash over its contents
 * @param anomaly says how unusual a transaction is; null for a bundle trained without it
 * @param metrics what was measured, by name
 * @param reference how transactions looked in training; null for a bundle of a version that did not note that
 */
@SuppressWarnings("ImmutableMemberCollection") // A sorted map, so that the same metrics give the same bytes.
public record Bundle(
        String id,
        Provenance provenance,
        FeatureLayout inputs,
        Model model,
        @Nullable AnomalyModel anomaly,
        Thresholds thresholds,
        Map<String, Double> metrics,
        GoldenVectors golden,
        @Nullable DriftBaseline reference) {

    private static final Pattern METRIC = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public Bundle {
        requireNonNull(id, "id is null");
        requireNonNull(provenance, "provenance is null");
        requireNonNull(thresholds, "thresholds is null");
        requireNonNull(golden, "golden is null");
        if (!Arrays.equals(inputs.widths(), model.cascade().widths())) {
            throw new IllegalArgumentException("the cascade does not read the layers as named");
        }
        if (anomaly != null && anomaly.width() != inputs.width()) {
            throw new IllegalArgumentException("the anomaly model does not read the layers as named");
        }
        if (anomaly == null && thresholds.anomaly() != null) {
            throw new IllegalArgumentException("there is a threshold for anomalies, and no model of them");
        }
        if (golden.errors().length != (anomaly == null ? 0 : golden.size())) {
            throw new IllegalArgumentException("golden vectors and golden errors do not match");
        }
        if (reference != null && reference.features().size() != inputs.width()) {
            throw new IllegalArgumentException("the reference is not of the layers as named");
        }
        metrics.forEach(Bundle::requireMetric);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** Gives it the id that follows from its contents. */
    public static Bundle of(
            Provenance provenance,
            FeatureLayout featureLayout,
            Model model,
            @Nullable AnomalyModel anomaly,
            Thresholds thresholds,
            Map<String, Double> metrics,
            GoldenVectors goldenVectors) {
        return new Bundle("", provenance, featureLayout, model, anomaly, thresholds, metrics, goldenVectors, null)
                .named();
    }

    /** The same with what it was trained on to compare with. */
    public Bundle with(@Nullable DriftBaseline better) {
        return new Bundle("", provenance, inputs, model, anomaly, thresholds, metrics, golden, better).named();
    }

    private Bundle named() {
        return new Bundle(
                BundleFormat.id(this), provenance, inputs, model, anomaly, thresholds, metrics, golden, reference);
    }

    /**
     * The same model with other thresholds; what is measured changes with them.
     *
     * @param alertShare share of transactions that reach the better review threshold
     */
    public Bundle tuned(Provenance origin, Thresholds better, Map<String, Double> measured, double alertShare) {
        DriftBaseline known = reference == null ? null : reference.withAlertShare(alertShare);
        return of(origin, inputs, model, anomaly, better, measured, golden).with(known);
    }

    /**
     * Reads a bundle for the features of this version, from a directory or a zip file.
     *
     * @throws BundleException if anything about it is wrong
     */
    public static Bundle read(Path path) {
        return read(path, FeatureLayout.catalogue());
    }

    /** Reads a bundle for the features of this version, as {@link #zip()} wrote it. */
    public static Bundle read(byte[] zip) {
        return read(zip, FeatureLayout.catalogue());
    }

    static Bundle read(Path path, FeatureLayout expected) {
        return BundleFormat.decode(BundleArchive.read(path), expected, path.toString());
    }

    public static Bundle read(byte[] zip, FeatureLayout expected) {
        return BundleFormat.decode(BundleArchive.unzip(zip, "the bundle"), expected, "the bundle");
    }

    /** The whole bundle as one zip; the same bundle gives the same bytes. */
    public byte[] zip() {
        return BundleArchive.zip(BundleFormat.encode(this));
    }

    /**
     * Writes a zip if the name ends in {@code .zip}, else a directory; all of it or nothing. Replaces an earlier
     * bundle, and nothing else.
     */
    public void write(Path path) {
        BundleArchive.write(path, BundleFormat.encode(this));
    }

    /**
     * The network, ready to score.
     *
     * @throws BundleException if the engine does not give the golden scores
     */
    public Engine engine(EngineKind kind) {
        Engine engine = switch (kind) {
            case COMPILED -> new CompiledEngine(model);
            case DL4J -> Dl4jEngine.of(model);
        };
        golden.verify(engine, kind);
        return engine;
    }

    /**
     * What says how unusual a vector is, ready to use.
     *
     * @return null for a bundle trained without it
     * @throws BundleException if it does not give the golden errors
     */
    public @Nullable AnomalyDetector detector() {
        if (anomaly == null) {
            return null;
        }
        AnomalyDetector detector = new AnomalyDetector(inputs, anomaly);
        golden.verify(detector);
        return detector;
    }

    /** Which features it was trained for. */
    public String fingerprint() {
        return inputs.fingerprint();
    }

    /** Names are shown to people: no control characters. */
    private static void requireMetric(String name, Double value) {
        if (!METRIC.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a metric has a name that is none: use letters, digits, '.', '_' and '-'");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("metric " + name + " is " + value);
        }
    }
}
