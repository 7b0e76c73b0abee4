package io.nacre.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHashTest {

    /** The key 00 01 … 0f of the reference implementation. */
    private final KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** Its vectors for the messages 00 01 02 …, of as many bytes. */
    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "2, 0d6c8009d9a94f5a",
        "4, cf2794e0277187b7",
        "6, cbc9466e58fee3ce",
        "8, 93f5f5799a932462"
    })
    void isSipHash24(int bytes, String expected) {
        assertThat(Long.toHexString(hash.of(counting(bytes)))).isEqualTo(expected.replaceFirst("^0", ""));
    }

    @Test
    void isSipHash24Of128BitsAsWell() {
        KeyedHash.Message empty = hash.wide();

        assertThat(Long.toHexString(empty.finish())).isEqualTo("e6a825ba047f81a3");
        assertThat(Long.toHexString(empty.second())).isEqualTo("930255c71472f66d");
    }

    @Test
    void noPartTakesFromTheNext() {
        Set<Long> hashes = new HashSet<>();
        String[][] parts = {
            {"ab", "c"}, {"a", "bc"}, {"abc", null}, {"abc", ""}, {null, "abc"}, {"", "abc"}, {"abc\0", ""}
        };
        for (String[] each : parts) {
            hashes.add(hash.wide().part(each[0]).part(each[1]).finish());
        }

        assertThat(hashes).hasSize(parts.length);
    }

    @Test
    void saltsDifferAndAreNeverNone() {
        Set<Long> salts = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            salts.add(KeyedHash.salt("tx-" + i));
        }

        assertThat(salts).hasSize(10_000).doesNotContain(0L);
        assertThat(KeyedHash.salt("a")).isEqualTo(KeyedHash.salt("a"));
        assertThat(KeyedHash.salted(1).of("a")).isNotEqualTo(KeyedHash.salted(2).of("a"));
        assertThat(KeyedHash.random().of("a")).isNotEqualTo(KeyedHash.random().of("a"));
    }

    @Test
    void hashesAreUniformlyDistributed() {
        int below = 0;
        for (int i = 0; i < 100_000; i++) {
            below += hash.uniform("tx-" + i) < 0.01 ? 1 : 0;
        }

        assertThat(below).isBetween(850, 1_150);
    }

    @Test
    void aKeyIsReadByReferenceAndEachPurposeHasItsOwn(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
        Path file =
                Files.writeString(folder.resolve("lots.properties"), "use = one\nkey.one = ${file:" + secret + "}\n");
        Path open = Files.writeString(folder.resolve("open.properties"), "use = one\nkey.one = c2VjcmV0\n");
        Path none = Files.writeString(folder.resolve("none.properties"), "key.one = ${file:" + secret + "}\n");

        HashKeySource key = HashKeySource.read(file);

        assertThat(key.open("a").of("x"))
                .isEqualTo(HashKeySource.read(file).open("a").of("x"));
        assertThat(key.open("a").of("x")).isNotEqualTo(key.open("b").of("x"));
        assertThatThrownBy(() -> HashKeySource.read(open)).hasMessageContaining("contains the key itself");
        assertThatThrownBy(() -> HashKeySource.read(none)).hasMessageContaining("use is missing");
    }

    private static String counting(int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i += 2) {
            text.append((char) (i | ((i + 1) << 8)));
        }
        return text.toString();
    }
}
