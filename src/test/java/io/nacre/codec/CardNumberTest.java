package io.nacre.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {

    /** The card schemes' published test numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4222222222222",
                "5555 5555 5555 4444",
                "2223-0031-2200-3222",
                "3782 822463 10005",
                "30569309025904",
                "6011111111111117",
                "3530111333300000",
                "6200000000000005",
                "order 4111111111111111, paid",
                "2026-01-01 4111 1111 1111 1111"
            })
    void findsCardNumbers(String text) {
        assertThat(CardNumber.isInText(text)).isTrue();
        assertThat(CardNumber.isInId(text)).isTrue();
        assertThat(masked(text))
                .doesNotContain("1111", "2222", "0902590", "000000", "111333")
                .hasSameSizeAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4111111111111112", "1234567890123", "+49 30 1234567", "411111111111", "", "4111.1111.1111.1111"
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(CardNumber.isInText(text)).isFalse();
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void takesAnIdOnlyWhereASchemeIssuesSuchNumbers() {
        String noScheme = "2000000000000006";

        assertThat(CardNumber.isInText(noScheme)).isTrue();
        assertThat(CardNumber.isInId(noScheme)).isFalse();
    }

    @Test
    void takesNoIdWhoseDigitsTouchALetter() {
        assertThat(CardNumber.isInId("t4111111111111111")).isFalse();
        assertThat(CardNumber.isInId("tok_4111111111111111")).isTrue();
    }

    @Test
    void takesNoUuidForACard() {
        Random random = new Random(3);

        for (int i = 0; i < 100_000; i++) {
            String decimal = "%08d-%04d-4%03d-8%03d-%012d"
                    .formatted(
                            random.nextInt(100_000_000),
                            random.nextInt(10_000),
                            random.nextInt(1_000),
                            random.nextInt(1_000),
                            random.nextLong(1_000_000_000_000L));
            assertThat(CardNumber.isInId(decimal)).as(decimal).isFalse();
            assertThat(CardNumber.isInId(new UUID(random.nextLong(), random.nextLong()).toString()))
                    .isFalse();
        }
    }

    @Test
    void refusesWhatWasMaskedBefore() {
        assertThat(CardNumber.isInId(masked("4111111111111111"))).isTrue();
    }

    @Test
    void masksANumberWhoseNeighbouringByteLooksLikeADigit() {
        assertThat(masked("741111111111111118")).doesNotContain("411111111111111");
    }

    private static String masked(String text) {
        return new String(CardNumber.masked(text.getBytes(ISO_8859_1)), ISO_8859_1);
    }
}
