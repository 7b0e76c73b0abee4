package io.nacre.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.payment.CardNumberDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardTokensTest {

    private static final String CARD = "4111111111111111";

    /** By {@code openssl dgst -sha256 -mac HMAC}, its first 16 bytes in letters. */
    private static final String EXPECTED = "gbakaaodjecomkklpfaldafoecdcocho";

    @TempDir
    private Path folder;

    @Test
    void oneCardAndOneKeyGiveOneToken() throws IOException {
        String token = tokens("a").of(CARD);

        assertThat(token)
                .isEqualTo(tokens("a").of("4111 1111-1111 1111"))
                .startsWith("tok-a-")
                .hasSize(38);
        assertThat(token.substring(6)).isEqualTo(EXPECTED);
        assertThat(tokens("b").of(CARD)).startsWith("tok-b-").isNotEqualTo(token);
    }

    @Test
    void noTokenLooksLikeACardNumberAndNoTwoAreAlike() throws IOException {
        CardTokens tokens = tokens("a");
        Set<String> seen = new HashSet<>();

        for (long number = 4_000_000_000_000_000L; number < 4_000_000_000_010_000L; number++) {
            String token = tokens.of(Long.toString(number));
            assertThat(CardNumberDetector.isInId(token) || CardNumberDetector.isInText(token))
                    .isFalse();
            seen.add(token);
        }

        assertThat(seen).hasSize(10_000);
    }

    @Test
    void whatIsNoCardNumberIsRefusedAndNotShown() {
        assertThatThrownBy(() -> tokens("a").of("4111-secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4111");
    }

    @Test
    void reportsMissingKeys() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "key.a = ${env:NACRE_NOWHERE}\n");

        assertThatThrownBy(() -> CardTokens.read(file)).hasMessageContaining("use is missing");
        Files.writeString(file, "key.a = ${env:NACRE_NOWHERE}\nuse = a\n");
        assertThatThrownBy(() -> CardTokens.read(file)).hasMessageContaining("NACRE_NOWHERE is not set");
    }

    private CardTokens tokens(String id) throws IOException {
        byte[] key = id.repeat(32).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Path secret = Files.writeString(
                folder.resolve(id), java.util.Base64.getEncoder().encodeToString(key));
        return CardTokens.read(Files.writeString(
                folder.resolve(id + ".properties"), "use = " + id + "\nkey." + id + " = ${file:" + secret + "}\n"));
    }
}
