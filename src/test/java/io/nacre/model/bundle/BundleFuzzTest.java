package io.nacre.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.model.BundleException;
import io.nacre.model.TestBundles;
import io.nacre.model.engine.EngineKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a bundle holds: it is refused with a message, or it scores its golden vectors right. */
public class BundleFuzzTest {

    private static final Map<String, byte[]> SOUND =
            entries(TestBundles.catalogueBundle().zip());

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(BundleFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void loads(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /**
     * The fuzzer looks for this name.
     *
     * @param input as a bundle; then, after its first byte, in place of one entry of a sound bundle
     */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        load(input);
        if (input.length > 0) {
            Map<String, byte[]> entries = new TreeMap<>(SOUND);
            String name = SOUND.keySet().stream().toList().get((input[0] & 0xFF) % SOUND.size());
            entries.put(name, Arrays.copyOfRange(input, 1, input.length));
            load(zip(entries));
        }
    }

    private static void load(byte[] zip) {
        try {
            Bundle bundle = Bundle.read(zip);
            assertThat(bundle.engine(EngineKind.COMPILED)).isNotNull();
        } catch (BundleException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static Map<String, byte[]> entries(byte[] zip) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException("a bundle in memory is a zip", e);
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
