package io.nacre.model.bundle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.BundleException;
import io.nacre.model.FeatureLayout;
import io.nacre.model.FloatArrayCodec;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.engine.EngineKind;
import io.nacre.secret.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTest {

    private final Bundle bundle = TestBundles.bundle();

    @TempDir
    private Path folder;

    @Test
    void comesBackFromAZip() {
        Bundle read = Bundle.read(bundle.zip(), TestBundles.INPUTS);

        assertSame(read);
    }

    @Test
    void comesBackFromADirectoryAndFromAZipFile() {
        bundle.write(folder.resolve("new/model"));
        bundle.write(folder.resolve("model.zip"));

        assertSame(Bundle.read(folder.resolve("new/model"), TestBundles.INPUTS));
        assertSame(Bundle.read(folder.resolve("model.zip"), TestBundles.INPUTS));
    }

    @Test
    void givesTheSameBytesAndIdForTheSameContents() {
        assertThat(TestBundles.bundle().zip()).isEqualTo(bundle.zip());
        assertThat(bundle.id()).startsWith("20260301-").hasSize(19);
        assertThat(TestBundles.bundle(TestBundles.INPUTS, 5, 8).id()).isNotEqualTo(bundle.id());
    }

    @Test
    void replacesABundleButNothingElse() throws IOException {
        Path target = folder.resolve("model");
        bundle.write(target);
        TestBundles.bundle(TestBundles.INPUTS, 5, 8).write(target);
        assertThat(Bundle.read(target, TestBundles.INPUTS).id()).isNotEqualTo(bundle.id());

        Files.writeString(target.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> bundle.write(target))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("exists and is not a bundle");
        assertThat(target.resolve("thesis.txt")).exists();
        assertThat(names(folder)).containsExactly("model");
    }

    @Test
    void namesTheFeaturesThatDiffer() {
        FeatureLayout others = new FeatureLayout(List.of(
                TestBundles.INPUTS.layers().get(0),
                new FeatureLayout.Group("ip", List.of("ip.risk", "ip.risk?", "ip.asn", "ip.asn?")),
                TestBundles.INPUTS.layers().get(2)));

        assertThatThrownBy(() -> Bundle.read(bundle.zip(), others))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("feature 4 is ip.distance_km in the bundle and ip.asn here")
                .hasMessageContaining("train a new bundle");
    }

    @Test
    void refusesAFileThatWasChanged() {
        refused(files -> file(files, "cascade.f32")[0] ^= 1, "cascade.f32 does not match its SHA-256");
    }

    @Test
    void refusesAMissingHash() {
        refusedManifest(text -> text.replaceAll("\"cascade.f32\" : \"[0-9a-f]+\",", ""), "no hash of cascade.f32");
    }

    @Test
    void refusesAMissingFile() {
        refused(files -> files.remove("classical.f32"), "has no classical.f32");
    }

    @Test
    void refusesAManifestThatWasChanged() {
        refusedManifest(text -> text.replace("\"decline\" : 0.9", "\"decline\" : 0.99"), "was changed");
    }

    @Test
    void refusesAFingerprintThatIsNotOfItsFeatures() {
        refusedManifest(text -> text.replace("ip.risk?", "ip.crisk?"), "fingerprint");
    }

    @Test
    void comesBackWithoutAnAnomalyModel() {
        Bundle without = TestBundles.withoutAnomalies(bundle);

        Bundle read = Bundle.read(without.zip(), TestBundles.INPUTS);

        assertThat(read.zip()).isEqualTo(without.zip());
        assertThat(read.detector()).isNull();
    }

    @Test
    void rejectsAnAnomalyModelWithoutManifestEntry() {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(TestBundles.withoutAnomalies(bundle)));
        files.put("anomaly.f32", file(BundleFormat.encode(bundle), "anomaly.f32"));

        assertThatThrownBy(() -> Bundle.read(BundleArchive.zip(files), TestBundles.INPUTS))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("contains anomaly.f32, which is not in manifest.json");
    }

    @Test
    void refusesAnAnomalyModelThatIsNone() {
        refused(files -> files.remove("anomaly.f32"), "has no anomaly.f32");
        refusedSigned("anomaly.f32", new byte[12], "anomaly.f32 has 12 bytes");
        refusedManifest(text -> text.replace("\"code\" : 2", "\"code\" : 2000000000"), "code width 2000000000");
        refusedManifest(text -> text.replace("\"levels\" : 4", "\"levels\" : 99"), "levels 99");
        byte[] numbers = file(BundleFormat.encode(bundle), "anomaly.f32").clone();
        System.arraycopy(FloatArrayCodec.encode(new float[] {-1}), 0, numbers, numbers.length - 4, 4);
        refusedSigned("anomaly.f32", numbers, "the error levels are not ascending");
    }

    @Test
    void refusesAThresholdForAnomaliesThatNothingMeasures() {
        Thresholds thresholds = bundle.thresholds();

        assertThatThrownBy(() -> Bundle.of(
                        bundle.provenance(),
                        bundle.inputs(),
                        bundle.model(),
                        null,
                        thresholds,
                        Map.of(),
                        TestBundles.withoutAnomalies(bundle).golden()))
                .hasMessageContaining("no anomaly model");
    }

    @Test
    void refusesAnAnomalyModelThatDoesNotGiveTheGoldenErrors() {
        Bundle wrong = Bundle.of(
                bundle.provenance(),
                bundle.inputs(),
                bundle.model(),
                TestBundles.anomaly(TestBundles.INPUTS.width(), 5, 8),
                bundle.thresholds(),
                Map.of(),
                bundle.golden());

        assertThatThrownBy(wrong::detector)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("anomaly model does not reproduce golden vector 0");
    }

    @Test
    void refusesAnUnknownFormat() {
        refusedManifest(text -> text.replace("\"format\" : 3", "\"format\" : 1"), "has format 1");
    }

    @Test
    void refusesWhatIsNoManifest() {
        refusedManifest(text -> text.substring(20), "manifest.json cannot be read");
        refusedManifest(text -> text + "{}", "manifest.json cannot be read");
        refusedManifest(text -> text.replace("\"id\"", "\"run\""), "manifest.json cannot be read");
        refusedManifest(text -> text.replace("\"hidden\" : 5", "\"hidden\" : 500000"), "hidden width 500000");
    }

    @Test
    void refusesWrongSizes() {
        refusedSigned("golden.f32", new byte[12], "golden.f32 has 12 bytes");
    }

    @Test
    void refusesWeightsThatAreNotNumbers() {
        byte[] weights = file(BundleFormat.encode(bundle), "cascade.f32").clone();
        System.arraycopy(FloatArrayCodec.encode(new float[] {Float.NaN}), 0, weights, 8, 4);

        refusedSigned("cascade.f32", weights, "cascade.f32[2] is NaN");
    }

    @Test
    void refusesUnknownEntriesAndPaths() {
        refused(files -> files.put("preprocessor.bin", new byte[1]), "contains \"preprocessor.bin\"");
        refused(files -> files.put("../../etc/passwd", new byte[1]), "contains \"../../etc/passwd\"");
    }

    @Test
    void refusesAnEntryThatIsTooLarge() {
        refused(files -> files.put("golden.f32", new byte[BundleArchive.MAX_FILE_BYTES + 1]), "exceeds the limit of");
    }

    @Test
    void refusesDuplicateEntries() {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(bundle));
        files.put("classicaX.f32", file(files, "classical.f32"));
        String zip = new String(BundleArchive.zip(files), StandardCharsets.ISO_8859_1);
        byte[] twice = zip.replace("classicaX.f32", "classical.f32").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Bundle.read(twice, TestBundles.INPUTS)).hasMessageContaining("classical.f32 twice");
    }

    @Test
    void refusesWhatIsNoZip() {
        assertThatThrownBy(() -> Bundle.read(new byte[] {1, 2, 3}, TestBundles.INPUTS))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("has no manifest.json");
    }

    @Test
    void reportsAMissingBundle() {
        assertThatThrownBy(() -> Bundle.read(folder.resolve("nowhere")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("there is no bundle at")
                .hasMessageContaining("nowhere");
    }

    private void assertSame(Bundle read) {
        assertThat(read.id()).isEqualTo(bundle.id());
        assertThat(read.zip()).isEqualTo(bundle.zip());
        float[] vector = TestBundles.vectors(TestBundles.INPUTS.width(), 1, 3).get(0);
        assertThat(read.engine(EngineKind.COMPILED).score(vector))
                .isEqualTo(bundle.engine(EngineKind.COMPILED).score(vector));
        assertThat(requireNonNull(read.detector()).error(vector))
                .isEqualTo(requireNonNull(bundle.detector()).error(vector));
    }

    private void refused(Consumer<Map<String, byte[]>> change, String message) {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(bundle));
        change.accept(files);
        assertThatThrownBy(() -> Bundle.read(BundleArchive.zip(files), TestBundles.INPUTS))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(message);
    }

    private void refusedManifest(UnaryOperator<String> change, String message) {
        refused(
                files -> files.compute(
                        "manifest.json",
                        (name, bytes) -> change.apply(new String(bytes, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)),
                message);
    }

    /** Changes a file, its hash and the id, as someone would who knows the format. */
    private void refusedSigned(String name, byte[] changed, String message) {
        refused(
                files -> {
                    Manifest manifest = Manifest.read(file(files, "manifest.json"), "test");
                    manifest.sha256().put(name, Sha256.hex(changed));
                    String hash = Sha256.hex(manifest.withId("").bytes()).substring(0, 10);
                    files.put(name, changed);
                    files.put(
                            "manifest.json", manifest.withId("20260301-" + hash).bytes());
                },
                message);
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return requireNonNull(files.get(name));
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
