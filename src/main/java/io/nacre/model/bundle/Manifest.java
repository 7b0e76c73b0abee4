package io.nacre.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nacre.model.BoostedTrees;
import io.nacre.model.BundleException;
import io.nacre.model.Calibration;
import io.nacre.model.CascadeLayer;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.AnomalyPercentile;
import io.nacre.model.anomaly.Autoencoder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The manifest of a bundle, {@code manifest.json}. Times are ISO 8601 in UTC. */
@SuppressWarnings("ImmutableMemberCollection") // Bound by Jackson.
public record Manifest(
        int format,
        String id,
        String fingerprint,
        String created,
        @Nullable String parent,
        String trainedFrom,
        String trainedTo,
        List<LayerEntry> layers,
        List<Integer> classicalFeatures,
        Calibration calibration,
        Thresholds thresholds,
        @Nullable AnomalyEntry anomaly,
        int goldenVectors,
        Map<String, Double> metrics,
        Map<String, String> sha256) {

    /** The only supported format version. */
    static final int FORMAT = 3;

    /** Far more than a manifest needs, and small enough to be harmless. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(BundleArchive.MAX_MANIFEST_BYTES)
            .maxNestingDepth(16)
            .maxStringLength(1_000)
            .maxNameLength(200)
            .maxNumberLength(40)
            .build();

    private static final int MESSAGE_LENGTH = 300;

    private static final ObjectMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** A layer: its hidden width, the number of its trees and their nodes, and its features. */
    record LayerEntry(String name, int hidden, int trees, int treeNodes, List<String> features) {
        LayerEntry {
            if (hidden < 1 || hidden > CascadeLayer.MAX_HIDDEN) {
                throw new IllegalArgumentException(
                        "hidden width " + hidden + " is not 1 to " + CascadeLayer.MAX_HIDDEN);
            }
            if (trees < 0
                    || trees > BoostedTrees.MAX_TREES
                    || treeNodes < trees
                    || treeNodes > BoostedTrees.MAX_NODES) {
                throw new IllegalArgumentException(trees + " trees with " + treeNodes + " nodes are invalid");
            }
        }
    }

    /** The sizes of the anomaly model; null in the manifest of a bundle without one. */
    record AnomalyEntry(int hidden, int code, int levels) {
        AnomalyEntry {
            if (levels < 1 || levels > AnomalyPercentile.MAX_LEVELS) {
                throw new IllegalArgumentException("levels " + levels + " is not 1 to " + AnomalyPercentile.MAX_LEVELS);
            }
            Autoencoder.requireSizes(hidden, code);
        }
    }

    public Manifest {
        requireNonNull(id, "id is null");
        requireNonNull(fingerprint, "fingerprint is null");
        requireNonNull(layers, "layers is null");
        requireNonNull(classicalFeatures, "classicalFeatures is null");
        requireNonNull(calibration, "calibration is null");
        requireNonNull(thresholds, "thresholds is null");
        requireNonNull(metrics, "metrics is null");
        requireNonNull(sha256, "sha256 is null");
        if (goldenVectors < 1 || goldenVectors > GoldenVectors.MAX_COUNT) {
            throw new IllegalArgumentException("goldenVectors is not 1 to " + GoldenVectors.MAX_COUNT);
        }
    }

    public Manifest withId(String given) {
        return new Manifest(
                format,
                given,
                fingerprint,
                created,
                parent,
                trainedFrom,
                trainedTo,
                layers,
                classicalFeatures,
                calibration,
                thresholds,
                anomaly,
                goldenVectors,
                metrics,
                sha256);
    }

    public byte[] bytes() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written", e);
        }
    }

    /** Checks the format version first, because another version may have another structure. */
    public static Manifest read(byte[] bytes, String source) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            int format = tree.path("format").asInt(0);
            if (format != FORMAT) {
                throw new BundleException(source + " has format "
                        + printable(tree.path("format").toString()) + ", but this version reads format " + FORMAT
                        + ": use the program version that wrote it, or train a new bundle");
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (IOException e) {
            throw new BundleException(source + ": " + BundleFormat.MANIFEST + " cannot be read: " + firstLine(e), e);
        }
    }

    FeatureLayout inputs() {
        return new FeatureLayout(layers.stream()
                .map(layer -> new FeatureLayout.Group(layer.name(), layer.features()))
                .toList());
    }

    Provenance provenance() {
        return new Provenance(time(created), parent, time(trainedFrom), time(trainedTo));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(requireNonNull(text, "a time is missing"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: " + printable(text), e);
        }
    }

    private static String firstLine(Exception e) {
        return printable(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    private static String printable(String text) {
        return BundleArchive.printable(text, MESSAGE_LENGTH);
    }
}
