package io.nacre.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nacre.codec.Contract;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonArrayTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 0, 1, 1_790_000_000_000L);

    private final JsonRecordReader<Transaction> reader = Contract.TRANSACTION.jsonReader();

    @Test
    void everyRecordHasItsOwnResult() throws RecordRejectedException {
        List<String> bad = List.of(
                "null",
                "5",
                "\"text\"",
                "[]",
                "[[" + JsonRejectionTest.json() + "]]",
                "{}",
                JsonRejectionTest.json("colour", "{\"a\":[1,{\"b\":[]}]}"),
                JsonRejectionTest.json("amount_minor", "[{\"a\":1},[2]]"),
                JsonRejectionTest.json("merchant", "{\"id\":{\"id\":{}},\"name\":[]}"),
                JsonRejectionTest.json("attributes", "{\"k\":[{}]}"),
                JsonRejectionTest.json("channel", "\"POST\""),
                JsonRejectionTest.json("currency", "\"EURO\""));
        String json = bad.stream()
                .map(each -> each + " , " + JsonRejectionTest.json())
                .collect(Collectors.joining(",\n", "[", "]\n"));

        List<JsonArrayElement<Transaction>> items = read(json, 100);

        assertThat(items).hasSize(2 * bad.size());
        for (int i = 0; i < items.size(); i++) {
            assertThat(items.get(i))
                    .as("record %d", i)
                    .isInstanceOf(i % 2 == 0 ? JsonArrayElement.Rejected.class : JsonArrayElement.Value.class);
        }
        assertThat(items.stream()
                        .filter(JsonArrayElement.Rejected.class::isInstance)
                        .map(JsonArrayTest::code))
                .containsExactly(
                        RejectionCode.UNREADABLE,
                        RejectionCode.UNREADABLE,
                        RejectionCode.UNREADABLE,
                        RejectionCode.UNREADABLE,
                        RejectionCode.UNREADABLE,
                        RejectionCode.FIELD_EMPTY,
                        RejectionCode.FIELD_UNKNOWN,
                        RejectionCode.FIELD_MALFORMED,
                        RejectionCode.FIELD_MALFORMED,
                        RejectionCode.FIELD_MALFORMED,
                        RejectionCode.SYMBOL_UNKNOWN,
                        RejectionCode.CURRENCY_UNKNOWN);
    }

    @Test
    void anEmptyArrayHasNoRecords() throws RecordRejectedException {
        assertThat(read("[]", 1)).isEmpty();
    }

    @Test
    void acceptsAsManyRecordsAsAllowed() throws RecordRejectedException {
        String json = IntStream.range(0, 3)
                .mapToObj(i -> JsonRejectionTest.json())
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(read(json, 3)).hasSize(3).allMatch(JsonArrayElement.Value.class::isInstance);
        assertThat(rejection(json, 2)).isEqualTo(RejectionCode.ENTRIES_TOO_MANY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | EMPTY",
                "{} | UNREADABLE",
                "null | UNREADABLE",
                "[{}] [] | UNREADABLE",
                "[{} | UNREADABLE",
                "[{\"colour\":] | UNREADABLE",
                "[{\"colour\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}] | UNREADABLE"
            })
    void refusesAnArrayThatIsMalformed(String json, RejectionCode code) {
        assertThat(rejection(json, 9)).isEqualTo(code);
    }

    @Test
    void skipsWhatIsAsDeepAsAllowed() throws RecordRejectedException {
        List<JsonArrayElement<Transaction>> items =
                read("[{\"colour\":" + "[".repeat(15) + "]".repeat(15) + "}," + JsonRejectionTest.json() + "]", 9);

        assertThat(code(items.get(0))).isEqualTo(RejectionCode.FIELD_UNKNOWN);
        assertThat(items.get(1)).isInstanceOf(JsonArrayElement.Value.class);
    }

    /** An é has two bytes: the record is too large, though it has not too many characters. */
    @Test
    void boundsEachRecordAndAllTogether() throws RecordRejectedException {
        int most = Contract.TRANSACTION.maxBytes();
        String padding = "\"" + "é".repeat(most / 2 - 60) + "\"";
        String large = JsonRejectionTest.json("user_agent", padding);
        int spaces = most - JsonRejectionTest.json().length();
        String largest = "{" + " ".repeat(spaces) + JsonRejectionTest.json().substring(1);

        List<JsonArrayElement<Transaction>> items = read("[" + large + "," + largest + ", " + largest + "]", 9);

        assertThat(large.length()).isLessThan(most);
        assertThat(code(items.get(0))).isEqualTo(RejectionCode.RECORD_TOO_LARGE);
        assertThat(items.get(1)).isInstanceOf(JsonArrayElement.Value.class);
        assertThat(items.get(2)).isInstanceOf(JsonArrayElement.Value.class);
        assertThat(code(read(
                                "[ {" + " ".repeat(spaces + 1)
                                        + JsonRejectionTest.json().substring(1) + "]",
                                9)
                        .get(0)))
                .isEqualTo(RejectionCode.RECORD_TOO_LARGE);
        assertThat(rejection("[" + " ".repeat(2 * most) + "]", 2)).isEqualTo(RejectionCode.RECORD_TOO_LARGE);
    }

    private List<JsonArrayElement<Transaction>> read(String json, int maxItems) throws RecordRejectedException {
        return reader.readArray(json.getBytes(UTF_8), maxItems, ORIGIN);
    }

    private RejectionCode rejection(String json, int maxItems) {
        return catchThrowableOfType(RecordRejectedException.class, () -> read(json, maxItems))
                .code();
    }

    private static RejectionCode code(JsonArrayElement<?> item) {
        return ((JsonArrayElement.Rejected<?>) item).reason().code();
    }
}
