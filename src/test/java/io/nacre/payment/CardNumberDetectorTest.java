package io.nacre.payment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberDetectorTest {

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
                "2026-01-01 4111 1111 1111 1111",
                "4111.1111.1111.1111",
                "4111/1111/1111/1111",
                "4111 - 1111 - 1111 - 1111",
                "2200700000000009",
                "8171999927660000",
                "9792000000000003"
            })
    void findsCardNumbers(String text) {
        assertThat(CardNumberDetector.isInText(text)).isTrue();
        assertThat(CardNumberDetector.isInId(text)).isTrue();
        assertThat(masked(text))
                .doesNotContain("1111", "2222", "0902590", "000000", "111333", "999927")
                .hasSameSizeAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "1234567890123",
                "+49 30 1234567",
                "411111111111",
                "",
                "192.168.100.100",
                "2026.03.01 12.30.55"
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(CardNumberDetector.isInText(text)).isFalse();
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void acceptsUnissuedNumbersOnlyBesideACardWord() {
        String noScheme = "2000000000000006";

        assertThat(CardNumberDetector.isInText("card " + noScheme)).isTrue();
        assertThat(CardNumberDetector.isInText("PAN: " + noScheme)).isTrue();
        assertThat(CardNumberDetector.isInText("company " + noScheme)).isFalse();
        assertThat(CardNumberDetector.isInId(noScheme)).isFalse();
    }

    /** Full-width, Arabic and Devanagari digits, a no-break space, a zero-width space, a true minus. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
                "\u0664\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661",
                "\u096a\u0967\u0967\u0967 \u0967\u0967\u0967\u0967 \u0967\u0967\u0967\u0967 \u0967\u0967\u0967\u0967",
                "4111\u00a01111\u00a01111\u00a01111",
                "4111\u200b1111\u200b1111\u200b1111",
                "4111\u22121111\u22121111\u22121111"
            })
    void findsDigitsOfAnyScriptWithAnySeparator(String text) {
        byte[] masked = CardNumberDetector.masked(text.getBytes(UTF_8));

        assertThat(CardNumberDetector.isInText(text)).isTrue();
        assertThat(CardNumberDetector.isInId(text)).isTrue();
        assertThat(masked).hasSameSizeAs(text.getBytes(UTF_8));
        assertThat(new String(masked, UTF_8).codePoints().anyMatch(Character::isDigit))
                .isFalse();
    }

    @Test
    void masksUtf16() {
        byte[] wide = "4111111111111111".getBytes(UTF_16LE);

        assertThat(new String(CardNumberDetector.masked(wide), UTF_16LE)).isEqualTo("*".repeat(16));
    }

    @Test
    void acceptsGroupedDigitsOnlyInIssuedRanges() {
        assertThat(CardNumberDetector.isInText("card 2000 0000 0000 0006")).isFalse();
        assertThat(CardNumberDetector.isInText("card 2000000000000006")).isTrue();
    }

    @Test
    void ignoresIdsWithDigitsBesideALetter() {
        assertThat(CardNumberDetector.isInId("t4111111111111111")).isFalse();
        assertThat(CardNumberDetector.isInId("tok_4111111111111111")).isTrue();
    }

    @Test
    void doesNotMistakeAUuidForACardNumber() {
        Random random = new Random(3);

        for (int i = 0; i < 100_000; i++) {
            String decimal = "%08d-%04d-4%03d-8%03d-%012d"
                    .formatted(
                            random.nextInt(100_000_000),
                            random.nextInt(10_000),
                            random.nextInt(1_000),
                            random.nextInt(1_000),
                            random.nextLong(1_000_000_000_000L));
            assertThat(CardNumberDetector.isInId(decimal)).as(decimal).isFalse();
            assertThat(CardNumberDetector.isInId(new UUID(random.nextLong(), random.nextLong()).toString()))
                    .isFalse();
        }
    }

    @Test
    void recognisesMaskedNumbers() {
        assertThat(CardNumberDetector.isInId(masked("4111111111111111"))).isTrue();
        assertThat(CardNumberDetector.isInText(masked("4111 1111 1111 1111"))).isTrue();
    }

    @Test
    void masksANumberWhoseNeighbouringByteLooksLikeADigit() {
        assertThat(masked("741111111111111118")).doesNotContain("411111111111111");
    }

    @Test
    void maskedRecordsContainNoNumber() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] masked = CardNumberDetector.masked(record(random));

            assertThat(CardNumberDetector.masked(masked)).isEqualTo(masked);
        }
    }

    @Test
    void keepsNoDigitOfARecordThatIsNotDoneInTime() {
        Random random = new Random(11);
        int late = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] record = record(random);
            byte[] inOnePass = CardNumberDetector.masked(record, false, 1);
            if (Arrays.equals(inOnePass, record)) {
                continue;
            }
            // Whether one pass was enough is seen by another, so that any record with a number is late.
            assertThat(new String(inOnePass, ISO_8859_1))
                    .doesNotContainPattern("[0-9]")
                    .hasSize(record.length);
            late++;
        }
        assertThat(late).isPositive();
    }

    /** Digits mostly, and what stands between them. */
    private static byte[] record(Random random) {
        String signs = "0123456789012345678901234567890123456789 -/\0x";
        byte[] record = new byte[13 + random.nextInt(60)];
        for (int i = 0; i < record.length; i++) {
            record[i] = (byte) signs.charAt(random.nextInt(signs.length()));
        }
        return record;
    }

    private static String masked(String text) {
        return new String(CardNumberDetector.masked(text.getBytes(ISO_8859_1)), ISO_8859_1);
    }
}
