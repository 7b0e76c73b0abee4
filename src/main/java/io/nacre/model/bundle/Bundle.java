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
 * A trained model with its feature layout, provenance, metrics and golden vectors. Golden vectors verify that an engine
 * computes the model correctly.
 *
 * @param id the creation date and a hash of the contents
 * @param anomaly the anomaly model; null for a bundle trained without it
 * @param metrics the evaluation metrics, by name
 * @param reference the drift baseline; null in a bundle of a version without it
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
            throw new IllegalArgumentException("the cascade and the feature layout differ");
        }
        if (anomaly != null && anomaly.width() != inputs.width()) {
            throw new IllegalArgumentException("the anomaly model and the feature layout differ");
        }
        if (anomaly == null && thresholds.anomaly() != null) {
            throw new IllegalArgumentException("there is an alarm budget for anomalies, but no anomaly model");
        }
        if (golden.errors().length != (anomaly == null ? 0 : golden.size())) {
            throw new IllegalArgumentException("golden vectors and golden errors do not match");
        }
        if (reference != null && reference.features().size() != inputs.width()) {
            throw new IllegalArgumentException("the drift baseline and the feature layout differ");
        }
        metrics.forEach(Bundle::requireMetric);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** Creates a bundle with the id of its contents. */
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

    /** With another drift baseline. */
    public Bundle with(@Nullable DriftBaseline better) {
        return new Bundle("", provenance, inputs, model, anomaly, thresholds, metrics, golden, better).named();
    }

    private Bundle named() {
        return new Bundle(
                BundleFormat.id(this), provenance, inputs, model, anomaly, thresholds, metrics, golden, reference);
    }

    /**
     * The same model with other thresholds and the metrics of these thresholds.
     *
     * @param alertShare share of transactions at or above the new review threshold
     */
    public Bundle tuned(Provenance origin, Thresholds better, Map<String, Double> measured, double alertShare) {
        DriftBaseline driftBaseline = reference == null ? null : reference.withAlertShare(alertShare);
        return of(origin, inputs, model, anomaly, better, measured, golden).with(driftBaseline);
    }

    /**
     * Reads a bundle for the features of this version, from a directory or a zip file.
     *
     * @throws BundleException if it is invalid
     */
    public static Bundle read(Path path) {
        return read(path, FeatureLayout.catalogue());
    }

    /** Reads a bundle for the features of this version, in the format of {@link #zip()}. */
    public static Bundle read(byte[] zip) {
        return read(zip, FeatureLayout.catalogue());
    }

    static Bundle read(Path path, FeatureLayout expected) {
        return BundleFormat.decode(BundleArchive.read(path), expected, path.toString());
    }

    public static Bundle read(byte[] zip, FeatureLayout expected) {
        return BundleFormat.decode(BundleArchive.unzip(zip, "the bundle"), expected, "the bundle");
    }

    /** The bundle as a zip file; the same bundle gives the same bytes. */
    public byte[] zip() {
        return BundleArchive.zip(BundleFormat.encode(this));
    }

    /**
     * Writes a zip file if the name ends in {@code .zip}, else a directory. The write is atomic, and replaces only an
     * earlier bundle.
     */
    public void write(Path path) {
        BundleArchive.write(path, BundleFormat.encode(this));
    }

    /**
     * Creates an engine and verifies it on the golden vectors.
     *
     * @throws BundleException if the engine does not reproduce the golden scores
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
     * Creates the anomaly detector and verifies it on the golden vectors.
     *
     * @return null for a bundle trained without it
     * @throws BundleException if it does not reproduce the golden errors
     */
    public @Nullable AnomalyDetector detector() {
        if (anomaly == null) {
            return null;
        }
        AnomalyDetector detector = new AnomalyDetector(inputs, anomaly);
        golden.verify(detector);
        return detector;
    }

    /** The feature fingerprint. */
    public String fingerprint() {
        return inputs.fingerprint();
    }

    /** Names are displayed to users, so control characters are not allowed. */
    private static void requireMetric(String name, Double value) {
        if (!METRIC.matcher(name).matches()) {
            throw new IllegalArgumentException("a metric has an invalid name: use letters, digits, '.', '_' and '-'");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("metric " + name + " is " + value);
        }
    }
}
