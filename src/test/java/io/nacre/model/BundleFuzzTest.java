package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Whatever a bundle holds: it is refused with a message, or it scores its golden vectors right. */
class BundleFuzzTest {

    private static final Map<String, byte[]> SOUND = entries(MadeUp.catalogueBundle().zip());

    /** @param input as a bundle; then, after its first byte, in place of one entry of a sound bundle */
    @FuzzTest(maxDuration = "1m")
    void loads(byte[] input) throws IOException {
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
