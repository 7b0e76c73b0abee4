package io.nacre.codec.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.avro.binary.PlainAsciiDetector;
import io.nacre.codec.rejection.RecordRejectedException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAsciiDetectorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "t-000123",
                "merchant name ~ inc.",
                "2c9d1f0a-8b7e-4f3a-9c55-0123456789ab",
                "12 345 678 901 2",
                "4111 1111 1111x1111"
            })
    void detectsPlainAscii(String text) {
        assertThat(isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "a ",
                "tab\there",
                "del\u007F",
                "Café",
                "4111111111111111",
                "x 4111 1111 1111 1111",
                "*************"
            })
    void leavesTheRestToBeLookedAt(String text) {
        assertThat(isPlain(text)).isFalse();
    }

    @Test
    void whatIsPlainStaysAsItIsInEveryField() throws RecordRejectedException {
        Random random = new Random(5);
        int plain = 0;

        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = bytes(random);
            if (PlainAsciiDetector.isPlain(bytes, 3, bytes.length - 3)) {
                String text = new String(bytes, 3, bytes.length - 3, UTF_8);
                plain++;
                assertThat(FieldValidator.optionalId("f", text)).isEqualTo(text);
                assertThat(FieldValidator.optionalText("f", text, FieldValidator.NAME_CHARACTERS))
                        .isEqualTo(text);
            }
        }

        assertThat(plain).isBetween(50_000, 190_000);
    }

    /** Mostly digits and what may stand between them, and here and there any byte. */
    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[3 + random.nextInt(40)];
        for (int i = 0; i < bytes.length; i++) {
            int kind = random.nextInt(100);
            bytes[i] = kind < 60
                    ? (byte) ('0' + random.nextInt(10))
                    : kind < 98 ? (byte) " -*abcZ~".charAt(random.nextInt(8)) : (byte) random.nextInt();
        }
        return bytes;
    }

    private static boolean isPlain(String text) {
        byte[] bytes = ("<<" + text + ">>").getBytes(UTF_8);
        return PlainAsciiDetector.isPlain(bytes, 2, bytes.length - 4);
    }
}
