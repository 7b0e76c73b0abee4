package io.nacre.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.secret.RecordSignatureVerifier.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSigningConfigTest {

    private static final byte[] KEY = "C-17".getBytes(UTF_8);
    private static final byte[] VALUE = "freeze".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @BeforeEach
    void makeKeys() throws IOException {
        Files.writeString(folder.resolve("old"), "b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xkIG9sZCE=\n");
        Files.writeString(folder.resolve("new"), "bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXcgbmV3IG5ldyE=\n");
    }

    @Test
    void acceptsCorrectSignatures() throws IOException {
        byte[] signature = signer("sign.actions = old").sign(KEY, VALUE);

        assertThat(new String(signature, UTF_8)).startsWith("old:");
        assertThat(check("accept.actions = old").find(signature, KEY, VALUE)).isEqualTo(Finding.GOOD);
    }

    @Test
    void seesEveryPartThatIsNotWhatWasSigned() throws IOException {
        byte[] signature = signer("sign.actions = old").sign(KEY, VALUE);
        RecordSignatureVerifier check = check("accept.actions = old");

        for (int bit = 0; bit < VALUE.length * Byte.SIZE; bit++) {
            assertThat(check.find(signature, KEY, flipped(VALUE, bit))).isEqualTo(Finding.WRONG);
        }
        for (int bit = 0; bit < KEY.length * Byte.SIZE; bit++) {
            assertThat(check.find(signature, flipped(KEY, bit), VALUE)).isEqualTo(Finding.WRONG);
        }
        for (int bit = 0; bit < signature.length * Byte.SIZE; bit++) {
            // The last character but the padding holds bits that Base64 does not use.
            boolean unused = bit / Byte.SIZE == signature.length - 2;
            if (!unused) {
                assertThat(check.find(flipped(signature, bit), KEY, VALUE)).isNotEqualTo(Finding.GOOD);
            }
        }
        assertThat(check.find(signature, null, VALUE)).isEqualTo(Finding.WRONG);
        assertThat(check.find(signature, KEY, null)).isEqualTo(Finding.WRONG);
        assertThat(check.find(null, KEY, VALUE)).isEqualTo(Finding.MISSING);
    }

    @Test
    void noByteCanBeMovedFromTheKeyToTheValue() throws IOException {
        byte[] signature = signer("sign.actions = old").sign("ab".getBytes(UTF_8), "c".getBytes(UTF_8));

        assertThat(check("accept.actions = old").find(signature, "a".getBytes(UTF_8), "bc".getBytes(UTF_8)))
                .isEqualTo(Finding.WRONG);
    }

    @Test
    void noRecordCanBeMovedToAnotherTopic() throws IOException {
        RecordSigningConfig rules = read("sign.actions = old\naccept.actions = old\naccept.verdicts = old");
        byte[] signature = requireNonNull(rules.signer("actions", "eu.actions")).sign(KEY, VALUE);

        assertThat(requireNonNull(rules.check("actions", "eu.actions")).find(signature, KEY, VALUE))
                .isEqualTo(Finding.GOOD);
        assertThat(requireNonNull(rules.check("actions", "us.actions")).find(signature, KEY, VALUE))
                .isEqualTo(Finding.WRONG);
        assertThat(requireNonNull(rules.check("verdicts", "eu.verdicts")).find(signature, KEY, VALUE))
                .isEqualTo(Finding.WRONG);
    }

    @Test
    void aKeyIsReplacedByAcceptingBothForAWhile() throws IOException {
        byte[] before = signer("sign.actions = old").sign(KEY, VALUE);
        byte[] after = signer("sign.actions = new").sign(KEY, VALUE);

        RecordSignatureVerifier both = check("accept.actions = old, new");
        assertThat(both.find(before, KEY, VALUE)).isEqualTo(Finding.GOOD);
        assertThat(both.find(after, KEY, VALUE)).isEqualTo(Finding.GOOD);
        assertThat(check("accept.actions = new").find(before, KEY, VALUE)).isEqualTo(Finding.FOREIGN);
    }

    @Test
    void demandsNothingOfTheOtherTopics() throws IOException {
        RecordSigningConfig rules = read("accept.actions = old");

        assertThat(rules.check("verdicts", "verdicts")).isNull();
        assertThat(rules.signer("actions", "actions")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept.transactoins = old",
                "accept.actions = lost",
                "sign.actions = lost",
                "acept.actions = old",
                "key.short = ${file:FOLDER/short}\naccept.actions = short",
                "key.text = ${file:FOLDER/text}\naccept.actions = text",
                "key.gone = ${file:FOLDER/gone}\naccept.actions = gone",
                "key.clear = b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xkIG9sZCE="
            })
    void aSlipStopsTheStart(String lines) throws IOException {
        Files.writeString(folder.resolve("short"), "c2hvcnQ=");
        Files.writeString(folder.resolve("text"), "not in base 64");

        assertThatThrownBy(() -> read(lines.replace("FOLDER", folder.toString())))
                .isInstanceOf(SecretException.class)
                .hasMessageNotContaining("b2xk");
    }

    @Test
    void showsNoKey() throws IOException {
        assertThat(read("accept.actions = old").toString()).doesNotContain("b2xk", "${");
    }

    private RecordSigner signer(String lines) throws IOException {
        return requireNonNull(read(lines).signer("actions", "actions"));
    }

    private RecordSignatureVerifier check(String lines) throws IOException {
        return requireNonNull(read(lines).check("actions", "actions"));
    }

    private RecordSigningConfig read(String lines) throws IOException {
        String keys =
                "key.old = ${file:" + folder.resolve("old") + "}\nkey.new = ${file:" + folder.resolve("new") + "}\n";
        return RecordSigningConfig.read(
                Files.writeString(folder.resolve("sign.properties"), keys + lines), Set.of("actions", "verdicts"));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return copy;
    }
}
