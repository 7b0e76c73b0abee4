package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.BundleArchive;
import io.nacre.model.bundle.BundleFormat;
import io.nacre.model.engine.EngineKind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that comes as a bundle does more than be refused, in one line that a terminal can show. */
final class HostileBundleTest {

    private static final Bundle GOOD = TestBundles.bundle();
    private static final Map<String, byte[]> HOSTILE = HostileBundles.of(GOOD);

    static Stream<String> hostile() {
        return HOSTILE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isRefusedWithAReason(String what) {
        byte[] zip = HOSTILE.get(what);

        assertThatThrownBy(() -> Bundle.read(zip, TestBundles.INPUTS).engine(EngineKind.COMPILED))
                .isInstanceOf(BundleException.class)
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).hasSizeLessThan(800).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void rejectsZipBombsBySize() {
        for (String bomb : new String[] {"a bomb by size", "a bomb by ratio", "a bomb of many files"}) {
            assertThatThrownBy(() -> Bundle.read(HOSTILE.get(bomb), TestBundles.INPUTS))
                    .hasMessageContaining("exceeds the limit of");
        }
        assertThat(HOSTILE.get("a bomb by ratio").length).isLessThan(100_000);
    }

    @Test
    void neverReadsAnEntryTwiceUnderTwoSpellings() {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(GOOD));
        files.put("MANIFEST.JSON", files.get("manifest.json"));

        assertThatThrownBy(() -> Bundle.read(BundleArchive.zip(files), TestBundles.INPUTS))
                .hasMessageContaining("contains \"MANIFEST.JSON\"");
    }

    @Test
    void showsAHostileNameWithoutWhatItWouldDoToATerminal() {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(GOOD));
        files.put("\u001b[2J\u009b1mx\u2028" + "y".repeat(200), "z".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Bundle.read(BundleArchive.zip(files), TestBundles.INPUTS))
                .hasMessageContaining("contains \"?[2J?1mx?yyy")
                .hasMessageContaining("y…\"");
    }
}
