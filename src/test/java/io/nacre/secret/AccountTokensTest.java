package io.nacre.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.payment.CardNumberDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTokensTest {

    private static final String IBAN = "NL91ABNA0417164300";

    @TempDir
    private Path folder;

    private Path keys;

    @BeforeEach
    void writeKeys() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        keys = Files.writeString(folder.resolve("keys"), "use = a\nkey.a = ${file:" + key + "}\n");
    }

    @Test
    void oneAccountNumberGivesOneTokenHoweverItIsWritten() {
        AccountTokens tokens = AccountTokens.read(keys);

        assertThat(tokens.of(IBAN))
                .startsWith("acc-a-")
                .hasSize(38)
                .isEqualTo(tokens.of("nl91 abna 0417 1643 00"))
                .isNotEqualTo(tokens.of("NL91ABNA0417164301"))
                .doesNotContain("0417164300");
        assertThat(CardNumberDetector.isInId(tokens.of(IBAN))).isFalse();
    }

    @Test
    void anAccountNumberOfDigitsDoesNotHaveTheTokenOfACard() {
        String number = "4111111111111111";

        assertThat(AccountTokens.read(keys).of(number).substring(6))
                .isNotEqualTo(CardTokens.read(keys).of(number).substring(6));
    }

    @Test
    void anEmptyNumberHasNoToken() {
        assertThatThrownBy(() -> AccountTokens.read(keys).of("  ")).hasMessage("is empty");
    }
}
