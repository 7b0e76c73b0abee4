package io.nacre.model.bundle;

import io.nacre.model.BoostedTrees;
import io.nacre.model.BundleException;
import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.FloatArrayCodec;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.kernel.Normalisation;
import io.nacre.secret.Sha256;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file format of a bundle: a manifest, and raw numbers with a hash per file. No file can name a class or run code.
 */
public final class BundleFormat {

    static final String MANIFEST = "manifest.json";

    private static final String NORMALISATION = "normalisation.f32";
    private static final String CLASSICAL = "classical.f32";
    private static final String TREES = "trees.f32";
    private static final String CASCADE = "cascade.f32";
    private static final String GOLDEN = "golden.f32";

    public static final List<String> NUMBERS =
            List.of(NORMALISATION, CLASSICAL, TREES, CASCADE, AnomalyFormat.FILE, GOLDEN, DriftBaseline.FILE);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int HASH_LENGTH = 10;

    private BundleFormat() {}

    public static Map<String, byte[]> encode(Bundle bundle) {
        Map<String, byte[]> numbers = numbers(bundle);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MANIFEST, manifest(bundle, numbers).bytes());
        files.putAll(numbers);
        return files;
    }

    /** The files in the order of writing; a directory lists them in another order. */
    static Map<String, byte[]> inOrder(Map<String, byte[]> files) {
        List<String> names = new ArrayList<>(List.of(MANIFEST));
        names.addAll(NUMBERS);
        names.add(BundleSignatureFormat.FILE);
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        for (String name : names) {
            byte[] bytes = files.get(name);
            if (bytes != null) {
                ordered.put(name, bytes);
            }
        }
        return ordered;
    }

    /** The creation date and a hash of all contents except the id. */
    static String id(Bundle bundle) {
        return id(manifest(bundle, numbers(bundle)), bundle.provenance());
    }

    /** Decodes a bundle; rejects anything that is not exactly a bundle for the expected features. */
    public static Bundle decode(Map<String, byte[]> files, FeatureLayout expected, String source) {
        Manifest manifest = Manifest.read(file(files, MANIFEST, source), source);
        try {
            FeatureLayout featureLayout = manifest.inputs();
            requireSameFeatures(manifest, featureLayout, expected, source);
            requireSameHashes(manifest, files, source);
            Provenance provenance = manifest.provenance();
            if (!manifest.id().equals(id(manifest, provenance))) {
                throw new BundleException(
                        source + ": " + MANIFEST + " was changed after it was written, because its id does not "
                                + "match its contents: copy the bundle again");
            }
            Model model = model(manifest, featureLayout, files, source);
            GoldenVectors golden = golden(manifest, featureLayout, files, source);
            return new Bundle(
                    manifest.id(),
                    provenance,
                    featureLayout,
                    model,
                    anomaly(manifest, files, source),
                    manifest.thresholds(),
                    manifest.metrics(),
                    golden,
                    reference(manifest, featureLayout, files, source));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BundleException(source + " is invalid: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(Bundle bundle, Map<String, byte[]> numbers) {
        Map<String, String> hashes = new TreeMap<>();
        numbers.forEach((name, bytes) -> hashes.put(name, Sha256.hex(bytes)));
        Provenance provenance = bundle.provenance();
        return new Manifest(
                Manifest.FORMAT,
                bundle.id(),
                bundle.fingerprint(),
                provenance.created().toString(),
                provenance.parent(),
                provenance.trainedFrom().toString(),
                provenance.trainedTo().toString(),
                layers(bundle),
                Arrays.stream(bundle.model().classical().features()).boxed().toList(),
                bundle.model().calibration(),
                bundle.thresholds(),
                AnomalyFormat.entry(bundle.anomaly()),
                bundle.golden().size(),
                bundle.metrics(),
                hashes);
    }

    private static List<Manifest.LayerEntry> layers(Bundle bundle) {
        List<Manifest.LayerEntry> layers = new ArrayList<>();
        int[] hidden = bundle.model().cascade().hidden();
        for (FeatureLayout.Group group : bundle.inputs().layers()) {
            BoostedTrees trees = bundle.model().classical().trees().get(layers.size());
            layers.add(new Manifest.LayerEntry(
                    group.name(), hidden[layers.size()], trees.size(), trees.nodes(), group.features()));
        }
        return layers;
    }

    private static Map<String, byte[]> numbers(Bundle bundle) {
        Model model = bundle.model();
        Normalisation normalisation = model.normalisation();
        ClassicalModel classical = model.classical();
        List<float[]> golden = new ArrayList<>(bundle.golden().vectors());
        for (Trail trail : bundle.golden().trails()) {
            golden.add(floats(trail.logits()));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(NORMALISATION, FloatArrayCodec.encode(normalisation.means(), normalisation.scales()));
        files.put(CLASSICAL, FloatArrayCodec.encode(classical.weights(), new float[] {classical.bias()}));
        files.put(
                TREES,
                FloatArrayCodec.encode(
                        classical.trees().stream().map(BoostedTrees::packed).toArray(float[][]::new)));
        files.put(
                CASCADE,
                FloatArrayCodec.encode(model.cascade().stages().stream()
                        .map(CascadeLayer::packed)
                        .toArray(float[][]::new)));
        if (bundle.anomaly() != null) {
            files.put(AnomalyFormat.FILE, AnomalyFormat.encode(bundle.anomaly()));
            golden.add(bundle.golden().errors());
        }
        files.put(GOLDEN, FloatArrayCodec.encode(golden.toArray(new float[0][])));
        if (bundle.reference() != null) {
            files.put(
                    DriftBaseline.FILE,
                    FloatArrayCodec.encode(bundle.reference().packed()));
        }
        return files;
    }

    private static String id(Manifest manifest, Provenance provenance) {
        String hash = Sha256.hex(manifest.withId("").bytes());
        return DAY.format(provenance.created()) + "-" + hash.substring(0, HASH_LENGTH);
    }

    private static void requireSameFeatures(
            Manifest manifest, FeatureLayout featureLayout, FeatureLayout expected, String source) {
        if (!featureLayout.fingerprint().equals(manifest.fingerprint())) {
            throw new BundleException(
                    source + ": the fingerprint does not match its feature list: copy the bundle again");
        }
        if (!featureLayout.equals(expected)) {
            throw new BundleException(source + " was trained with other features than this version computes: "
                    + differences(featureLayout, expected) + "; train a new bundle with this version");
        }
    }

    /** The first differences between two feature lists, as text. */
    private static String differences(FeatureLayout theirs, FeatureLayout ours) {
        List<String> there = theirs.features();
        List<String> here = ours.features();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < Math.max(there.size(), here.size()) && found.size() < 3; i++) {
            String a = i < there.size() ? there.get(i) : "nothing";
            String b = i < here.size() ? here.get(i) : "nothing";
            if (!a.equals(b)) {
                found.add("feature " + i + " is " + a + " in the bundle and " + b + " here");
            }
        }
        return found.isEmpty() ? "the layers are grouped differently" : String.join(", ", found);
    }

    private static void requireSameHashes(Manifest manifest, Map<String, byte[]> files, String source) {
        for (String name : NUMBERS) {
            boolean missing = (name.equals(AnomalyFormat.FILE) && manifest.anomaly() == null)
                    || (name.equals(DriftBaseline.FILE) && !manifest.sha256().containsKey(name));
            if (missing) {
                requireAbsent(files, name, source);
                continue;
            }
            byte[] bytes = file(files, name, source);
            String expected = manifest.sha256().get(name);
            if (expected == null) {
                throw new BundleException(
                        source + ": " + MANIFEST + " has no hash of " + name + ": copy the bundle again");
            }
            if (!expected.equals(Sha256.hex(bytes))) {
                throw new BundleException(source + ": " + name + " does not match its SHA-256 in " + MANIFEST
                        + ": it is damaged or was changed, copy the bundle again");
            }
        }
    }

    /** Rejects a file without a hash in the manifest, because it cannot be verified. */
    private static void requireAbsent(Map<String, byte[]> files, String name, String source) {
        if (files.containsKey(name)) {
            throw new BundleException(
                    source + " contains " + name + ", which is not in " + MANIFEST + ": copy the bundle again");
        }
    }

    /** Bundles of earlier versions have no drift baseline. */
    private static @Nullable DriftBaseline reference(
            Manifest manifest, FeatureLayout featureLayout, Map<String, byte[]> files, String source) {
        if (!manifest.sha256().containsKey(DriftBaseline.FILE)) {
            return null;
        }
        int width = featureLayout.width();
        return DriftBaseline.unpacked(width, floats(files, DriftBaseline.FILE, DriftBaseline.length(width), source));
    }

    private static @Nullable AnomalyModel anomaly(Manifest manifest, Map<String, byte[]> files, String source) {
        Manifest.AnomalyEntry entry = manifest.anomaly();
        if (entry == null) {
            return null;
        }
        int width = manifest.inputs().width();
        float[] numbers = floats(files, AnomalyFormat.FILE, AnomalyFormat.length(width, entry), source);
        return AnomalyFormat.decode(width, entry, numbers);
    }

    private static Model model(
            Manifest manifest, FeatureLayout featureLayout, Map<String, byte[]> files, String source) {
        int width = featureLayout.width();
        float[] normalisation = floats(files, NORMALISATION, 2 * width, source);
        int[] features = manifest.classicalFeatures().stream().mapToInt(i -> i).toArray();
        float[] classical = floats(files, CLASSICAL, features.length + 1, source);
        return new Model(
                new Normalisation(
                        Arrays.copyOf(normalisation, width), Arrays.copyOfRange(normalisation, width, 2 * width)),
                new ClassicalModel(
                        features,
                        Arrays.copyOf(classical, features.length),
                        classical[features.length],
                        trees(manifest, files, source)),
                cascade(manifest, files, source),
                manifest.calibration());
    }

    private static List<BoostedTrees> trees(Manifest manifest, Map<String, byte[]> files, String source) {
        int[] lengths = new int[manifest.layers().size()];
        Arrays.setAll(
                lengths,
                k -> BoostedTrees.length(
                        manifest.layers().get(k).trees(),
                        manifest.layers().get(k).treeNodes()));
        float[] numbers = floats(files, TREES, Arrays.stream(lengths).sum(), source);
        List<BoostedTrees> trees = new ArrayList<>();
        int from = 0;
        for (int k = 0; k < lengths.length; k++) {
            Manifest.LayerEntry layer = manifest.layers().get(k);
            float[] packed = Arrays.copyOfRange(numbers, from, from + lengths[k]);
            trees.add(BoostedTrees.unpacked(layer.trees(), layer.treeNodes(), packed));
            from += lengths[k];
        }
        return trees;
    }

    private static Cascade cascade(Manifest manifest, Map<String, byte[]> files, String source) {
        int[] lengths = new int[manifest.layers().size()];
        int previous = 0;
        for (int k = 0; k < lengths.length; k++) {
            Manifest.LayerEntry layer = manifest.layers().get(k);
            lengths[k] = CascadeLayer.length(previous, layer.features().size(), layer.hidden());
            previous = layer.hidden();
        }
        float[] weights = floats(files, CASCADE, Arrays.stream(lengths).sum(), source);
        List<CascadeLayer> stages = new ArrayList<>();
        int from = 0;
        previous = 0;
        for (int k = 0; k < lengths.length; k++) {
            Manifest.LayerEntry layer = manifest.layers().get(k);
            float[] packed = Arrays.copyOfRange(weights, from, from + lengths[k]);
            stages.add(new CascadeLayer(previous, layer.features().size(), layer.hidden(), packed));
            from += lengths[k];
            previous = layer.hidden();
        }
        return new Cascade(stages);
    }

    private static GoldenVectors golden(
            Manifest manifest, FeatureLayout featureLayout, Map<String, byte[]> files, String source) {
        int count = manifest.goldenVectors();
        int width = featureLayout.width();
        int logits = manifest.layers().size() + 1;
        int errors = manifest.anomaly() == null ? 0 : count;
        float[] numbers = floats(files, GOLDEN, count * (width + logits) + errors, source);
        List<float[]> vectors = new ArrayList<>();
        List<Trail> trails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vectors.add(Arrays.copyOfRange(numbers, i * width, (i + 1) * width));
            int at = count * width + i * logits;
            trails.add(new Trail(doubles(Arrays.copyOfRange(numbers, at, at + logits))));
        }
        return new GoldenVectors(
                vectors, trails, Arrays.copyOfRange(numbers, count * (width + logits), numbers.length));
    }

    private static float[] floats(Map<String, byte[]> files, String name, int count, String source) {
        byte[] bytes = file(files, name, source);
        if (bytes.length != (long) count * Float.BYTES) {
            throw new BundleException(source + ": " + name + " has " + bytes.length
                    + " bytes, but the manifest requires " + (long) count * Float.BYTES + ": copy the bundle again");
        }
        return FloatArrayCodec.requireFinite(name, FloatArrayCodec.decode(bytes));
    }

    private static byte[] file(Map<String, byte[]> files, String name, String source) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new BundleException(source + " has no " + name + ": it is not a bundle, or incomplete");
        }
        return bytes;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
