package io.nacre.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.codec.Contract;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, they are rejected or read to a value, whose JSON is read to an equal value. */
public class JsonRecordFuzzTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 3, 42, 1_800_000_000_000L);
    private static final int MAX_ITEMS = 4;
    private static final List<Contract<?>> CONTRACTS = Contract.all();
    private static final Map<Contract<?>, JsonRecordReader<?>> READERS = new HashMap<>();
    private static final Map<Contract<?>, JsonRecordWriter<?>> WRITERS = new HashMap<>();
    private static final String[] TOKENS = {
        "null",
        "{",
        "}",
        "[[[[",
        "]",
        ",",
        ":",
        "\"",
        "\\ud800",
        "1e999",
        "-0",
        "1.0",
        "\"UNKNOWN\"",
        "{}",
        "[]",
        "9223372036854775808",
        "4111111111111111",
        "\"4111 1111 1111 1111\":1,",
        "\"x\":1,",
        "true",
        "\\u0000",
        "\u202E"
    };

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(JsonRecordFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void reads(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void readsOrRejectsMutatedJson(Contract<T> contract) throws RecordRejectedException {
        Random random = new Random(17);
        JsonRecordWriter<T> writer = contract.jsonWriter();
        int rejected = 0;

        for (int seed = 0; seed < 2_000; seed++) {
            @SuppressWarnings("unchecked") // Samples are of their contract's type.
            T value = (T) new Samples(seed % 50).any(contract);
            String json = new String(writer.writeBytes(value), UTF_8);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                json = mutated(json, random);
            }
            rejected += read(contract, json.getBytes(UTF_8)) ? 0 : 1;
        }

        assertThat(rejected).isBetween(1_000, 1_999);
    }

    @Test
    void readsOrRejectsNoise() throws RecordRejectedException {
        Random random = new Random(5);

        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            assertThat(read(Contract.TRANSACTION, noise)).isFalse();
        }
    }

    /**
     * The fuzzer looks for this name.
     *
     * @param input the first byte says which contract, the others are JSON
     */
    public static void fuzzerTestOneInput(byte[] input) throws RecordRejectedException {
        if (input.length > 0) {
            read(CONTRACTS.get((input[0] & 0xFF) % CONTRACTS.size()), Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /** Whether the JSON is a record of the contract. */
    @SuppressWarnings("unchecked") // Each contract has its own reader and writer.
    private static <T> boolean read(Contract<T> contract, byte[] json) throws RecordRejectedException {
        JsonRecordReader<T> reader = (JsonRecordReader<T>) READERS.computeIfAbsent(contract, Contract::jsonReader);
        JsonRecordWriter<T> writer = (JsonRecordWriter<T>) WRITERS.computeIfAbsent(contract, Contract::jsonWriter);
        T value = value(reader, json);
        readArray(reader, json, value);
        if (value == null) {
            return false;
        }
        assertThat(reader.read(writer.writeBytes(value), ORIGIN)).isEqualTo(value);
        return true;
    }

    private static <T> @Nullable T value(JsonRecordReader<T> reader, byte[] json) {
        try {
            return reader.read(json, ORIGIN);
        } catch (RecordRejectedException e) {
            assertSafe(e);
            return null;
        }
    }

    /** In an array, the record has the same result, and the next one is read. */
    private static <T> void readArray(JsonRecordReader<T> reader, byte[] json, @Nullable T value) {
        byte[] array = ("[" + new String(json, UTF_8) + ",{}]").getBytes(UTF_8);
        try {
            List<JsonArrayElement<T>> items = reader.readArray(array, MAX_ITEMS, ORIGIN);
            if (value != null) {
                assertThat(items).hasSize(2).first().isEqualTo(new JsonArrayElement.Value<>(value));
            }
            assertThat(items)
                    .last()
                    .isInstanceOfSatisfying(JsonArrayElement.Rejected.class, last -> assertSafe(last.reason()));
        } catch (RecordRejectedException e) {
            assertSafe(e);
            assertThat(value).isNull();
        }
    }

    private static void assertSafe(RecordRejectedException e) {
        String text = e.field() + ": " + e.getMessage();
        assertThat(CardNumberDetector.isInText(text)).as(text).isFalse();
    }

    private static String mutated(String json, Random random) {
        int from = random.nextInt(json.length() + 1);
        int to = Math.min(json.length(), from + random.nextInt(8));
        String begin = json.substring(0, from);
        return switch (random.nextInt(4)) {
            case 0 -> begin + json.substring(to);
            case 1 -> begin + TOKENS[random.nextInt(TOKENS.length)] + json.substring(from);
            case 2 ->
                begin + (char) (' ' + random.nextInt('~' - ' ')) + json.substring(Math.min(json.length(), from + 1));
            default -> begin + json.substring(from, to) + json.substring(from);
        };
    }
}
