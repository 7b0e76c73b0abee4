package io.nacre.codec.json;

import static io.nacre.codec.rejection.RejectionCode.AMOUNT_RANGE;
import static io.nacre.codec.rejection.RejectionCode.CARD_NUMBER;
import static io.nacre.codec.rejection.RejectionCode.COORDINATES_INVALID;
import static io.nacre.codec.rejection.RejectionCode.CURRENCY_UNKNOWN;
import static io.nacre.codec.rejection.RejectionCode.EMPTY;
import static io.nacre.codec.rejection.RejectionCode.ENTRIES_TOO_MANY;
import static io.nacre.codec.rejection.RejectionCode.FIELD_EMPTY;
import static io.nacre.codec.rejection.RejectionCode.FIELD_MALFORMED;
import static io.nacre.codec.rejection.RejectionCode.FIELD_UNKNOWN;
import static io.nacre.codec.rejection.RejectionCode.NOT_A_NUMBER;
import static io.nacre.codec.rejection.RejectionCode.RECORD_TOO_LARGE;
import static io.nacre.codec.rejection.RejectionCode.SYMBOL_UNKNOWN;
import static io.nacre.codec.rejection.RejectionCode.TEXT_TOO_LONG;
import static io.nacre.codec.rejection.RejectionCode.TIME_RANGE;
import static io.nacre.codec.rejection.RejectionCode.UNREADABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nacre.codec.Contract;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no record of the contract, with its code and field. */
class JsonRejectionTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 0, 1, 1_790_000_000_000L);
    private static final String PAN = "4111111111111111";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"malformed", "types", "texts", "rules"})
    void namesTheFaultAndTheField(String name, byte[] json, RejectionCode code, @Nullable String field) {
        RecordRejectedException e = rejection(json);

        assertThat(e.code()).isEqualTo(code);
        assertThat(e.field()).isEqualTo(field);
        assertThat(e).hasMessageNotContainingAny(PAN, "4111").message().isNotBlank();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                row("no bytes", "", EMPTY),
                row("only spaces", "  \n", UNREADABLE),
                row("no JSON", "id=t-1", UNREADABLE),
                row("an array", "[" + json() + "]", UNREADABLE),
                row("a text", "\"" + PAN + "\"", UNREADABLE),
                row("null", "null", UNREADABLE),
                row("a missing brace", json().substring(0, json().length() - 1), UNREADABLE),
                row("a second object", json() + json(), UNREADABLE),
                row("trailing digits", json() + " " + PAN, UNREADABLE),
                row("a trailing brace", json() + "}", UNREADABLE),
                row("a comment", "/* " + PAN + " */" + json(), UNREADABLE),
                row("single quotes", json().replace('"', '\''), UNREADABLE),
                row("a trailing comma", json("ip", "null,"), UNREADABLE),
                row("NaN", json("failed_attempts", "NaN"), UNREADABLE),
                row("Infinity", json("payer_location", "{\"latitude\":-Infinity}"), UNREADABLE),
                row("a leading zero", json("amount_minor", "01"), UNREADABLE),
                row("a number of 101 digits", json("amount_minor", "1".repeat(101)), UNREADABLE),
                row("a name of 1,001 letters", json("n".repeat(1_001), "1"), UNREADABLE),
                row("a raw line break in a text", json("ip", "\"a\nb\""), UNREADABLE),
                row("no UTF-8", json("ip", "\"é\"").getBytes(ISO_8859_1), UNREADABLE),
                row("an overlong form", new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'}, UNREADABLE),
                row("a surrogate in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, UNREADABLE),
                row("UTF-16", json().getBytes(UTF_16LE), UNREADABLE),
                row("a byte order mark", "\uFEFF" + json(), UNREADABLE),
                row("64 KiB and a byte", " ".repeat(64 * 1024 + 1), RECORD_TOO_LARGE));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                row("a number for a text", json("id", "5"), FIELD_MALFORMED, "id"),
                row("an object for a text", json("ip", "{\"string\":\"10.0.0.1\"}"), FIELD_MALFORMED, "ip"),
                row("an array for a record", json("merchant", "[[[[]]]]"), FIELD_MALFORMED, "merchant"),
                row(
                        "a union's wrapper",
                        json("merchant", "{\"io.nacre.avro.Merchant\":{}}"),
                        FIELD_UNKNOWN,
                        "merchant.io.nacre.avro.Merchant"),
                row("1.0", json("amount_minor", "1.0"), FIELD_MALFORMED, "amount_minor"),
                row("1e3", json("amount_minor", "1e3"), FIELD_MALFORMED, "amount_minor"),
                row("digits in quotes", json("amount_minor", "\"12\""), FIELD_MALFORMED, "amount_minor"),
                row("true for a number", json("amount_minor", "true"), FIELD_MALFORMED, "amount_minor"),
                row("2^63", json("amount_minor", "9223372036854775808"), FIELD_MALFORMED, "amount_minor"),
                row("-2^63 - 1", json("amount_minor", "-9223372036854775809"), FIELD_MALFORMED, "amount_minor"),
                row("2^31", json("failed_attempts", "2147483648"), FIELD_MALFORMED, "failed_attempts"),
                row("a text for a coordinate", location("\"1\""), FIELD_MALFORMED, "merchant.location.latitude"),
                row("NaN in quotes", location("\"NaN\""), FIELD_MALFORMED, "merchant.location.latitude"),
                row("1e999", location("1e999"), NOT_A_NUMBER, "merchant.location.latitude"),
                row("null for a coordinate", location("null"), FIELD_EMPTY, "merchant.location.latitude"),
                row("a number for a symbol", json("channel", "1"), FIELD_MALFORMED, "channel"),
                row("an array for a map", json("attributes", "[]"), FIELD_MALFORMED, "attributes"),
                row("a number in a map", json("attributes", "{\"k\":1}"), FIELD_MALFORMED, "attributes.k"),
                row("null in a map", json("attributes", "{\"k\":null}"), FIELD_MALFORMED, "attributes.k"),
                row(
                        "a number by a secret key",
                        json("attributes", "{\"" + PAN + "\":1}"),
                        FIELD_MALFORMED,
                        "attributes"),
                row("a date", json("event_time", "\"2026-09-21\""), FIELD_MALFORMED, "event_time"),
                row(
                        "a time without offset",
                        json("event_time", "\"2026-09-21T14:13:20\""),
                        FIELD_MALFORMED,
                        "event_time"),
                row(
                        "a time without seconds",
                        json("event_time", "\"2026-09-21T14:13Z\""),
                        FIELD_MALFORMED,
                        "event_time"),
                row("30 February", json("event_time", "\"2026-02-30T14:13:20Z\""), FIELD_MALFORMED, "event_time"),
                row("milliseconds in quotes", json("event_time", "\"1790000000000\""), FIELD_MALFORMED, "event_time"),
                row(
                        "a fraction of a millisecond",
                        json("event_time", "1790000000000.5"),
                        FIELD_MALFORMED,
                        "event_time"));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                row("half a pair", json("ip", "\"\\ud83d\""), FIELD_MALFORMED, "ip"),
                row("the other half", json("ip", "\"a\\ude00\""), FIELD_MALFORMED, "ip"),
                row("two first halves", json("ip", "\"\\ud83d\\ud83d\""), FIELD_MALFORMED, "ip"),
                row("half a pair for a key", json("attributes", "{\"\\ud83d\":\"v\"}"), FIELD_MALFORMED, "attributes"),
                row("half a pair for a symbol", json("channel", "\"\\ud83d\""), FIELD_MALFORMED, "channel"),
                row("a lower-case symbol", json("channel", "\"transfer\""), SYMBOL_UNKNOWN, "channel"),
                row("a symbol with a space", json("channel", "\"CASH \""), SYMBOL_UNKNOWN, "channel"),
                row("a card number for a symbol", json("channel", "\"" + PAN + "\""), SYMBOL_UNKNOWN, "channel"),
                row("the symbol UNKNOWN", json("channel", "\"UNKNOWN\""), SYMBOL_UNKNOWN, "channel"));
    }

    static Stream<Arguments> rules() {
        String entries =
                IntStream.range(0, 33).mapToObj(i -> "\"k" + i + "\":\"v\"").collect(Collectors.joining(",", "{", "}"));
        return Stream.of(
                row("no id", json("id", null), FIELD_EMPTY, "id"),
                row("id null", json("id", "null"), FIELD_EMPTY, "id"),
                row("id of spaces", json("id", "\" \""), FIELD_EMPTY, "id"),
                row("a merchant without id", json("merchant", "{}"), FIELD_EMPTY, "merchant.id"),
                row("an id twice", "{\"id\":\"t-1\"," + json().substring(1), FIELD_MALFORMED, "id"),
                row("a null twice", json("ip", "null,\"ip\":null"), FIELD_MALFORMED, "ip"),
                row("a latitude twice", location("1,\"latitude\":1"), FIELD_MALFORMED, "merchant.location.latitude"),
                row(
                        "an attribute twice",
                        json("attributes", "{\"k\":\"a\",\"\\u006b\":\"b\"}"),
                        FIELD_MALFORMED,
                        "attributes.k"),
                row("an unknown field", json("colour", "1"), FIELD_UNKNOWN, "colour"),
                row("an unknown field inside", json("merchant", "{\"nam\":1}"), FIELD_UNKNOWN, "merchant.nam"),
                row("a card number as a name", json(PAN, "1"), FIELD_UNKNOWN, null),
                row(
                        "a card number inside",
                        json("merchant", "{\"x4111-1111-1111-1111\":1}"),
                        FIELD_UNKNOWN,
                        "merchant"),
                row("an empty name", json("", "1"), FIELD_UNKNOWN, null),
                row("a hostile name", json("a<b>\\n\\u202e.c-d_", "1"), FIELD_UNKNOWN, "ab.c-d_"),
                row("a long name", json("n".repeat(70), "1"), FIELD_UNKNOWN, "n".repeat(64)),
                row("an id of 129 letters", json("id", "\"" + "x".repeat(129) + "\""), TEXT_TOO_LONG, "id"),
                row("a card number as id", json("id", "\"" + PAN + "\""), CARD_NUMBER, "id"),
                row("a negative amount", json("amount_minor", "-1"), AMOUNT_RANGE, "amount_minor"),
                row("an amount above 2^53", json("amount_minor", "9007199254740993"), AMOUNT_RANGE, "amount_minor"),
                row("no currency", json("currency", "\"EURO\""), CURRENCY_UNKNOWN, "currency"),
                row("off the globe", location("91"), COORDINATES_INVALID, "merchant.location"),
                row("a time in seconds", json("event_time", "1790000000"), TIME_RANGE, "event_time"),
                row("33 attributes", json("attributes", entries), ENTRIES_TOO_MANY, "attributes"));
    }

    @ParameterizedTest
    @CsvSource({
        "accountId, account_id",
        "Account_ID, account_id",
        "amount-minor, amount_minor",
        "evnt_time, event_time",
        "chanel, channel"
    })
    void suggestsTheNearestField(String wrong, String right) {
        assertThat(rejection(json(wrong, "1").getBytes(UTF_8))).hasMessageContaining("did you mean " + right + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "colour_of_the_card"})
    void suggestsNothingIfNoFieldIsNear(String wrong) {
        assertThat(rejection(json(wrong, "1").getBytes(UTF_8))).hasMessageContaining("remove it");
    }

    @Test
    void listsTheSymbolsThatMayBeSent() {
        assertThat(rejection(json("channel", "\"POST\"").getBytes(UTF_8)))
                .hasMessageEndingWith("send CARD_PRESENT, CARD_NOT_PRESENT, TRANSFER, CASH");
    }

    @Test
    void saysWhereMalformedJsonIs() {
        assertThat(rejection("{\"id\":\n  oops}".getBytes(UTF_8))).hasMessageContaining("line 2, column");
    }

    @Test
    void refusesBase64ThatIsNone() {
        String json = "{\"value\":\"*\"}";

        RecordRejectedException e = catchThrowableOfType(
                RecordRejectedException.class,
                () -> Contract.DEAD_LETTER.jsonReader().read(json.getBytes(UTF_8), ORIGIN));

        assertThat(e.code()).isEqualTo(FIELD_MALFORMED);
        assertThat(e.field()).isEqualTo("value");
    }

    /** A reader goes on after a rejection. */
    @Test
    void readsTheNextRecord() throws RecordRejectedException {
        JsonRecordReader<?> reader = Contract.TRANSACTION.jsonReader();
        for (String bad : new String[] {json("merchant", "{\"id\":["), json("id", "1"), json() + "x"}) {
            assertThat(catchThrowableOfType(
                            RecordRejectedException.class, () -> reader.read(bad.getBytes(UTF_8), ORIGIN)))
                    .isNotNull();
        }

        assertThat(reader.read(json().getBytes(UTF_8), ORIGIN)).isNotNull();
    }

    private static RecordRejectedException rejection(byte[] json) {
        return catchThrowableOfType(
                RecordRejectedException.class,
                () -> Contract.TRANSACTION.jsonReader().read(json, ORIGIN));
    }

    private static Arguments row(String name, String json, RejectionCode code) {
        return row(name, json, code, null);
    }

    private static Arguments row(String name, byte[] json, RejectionCode code) {
        return arguments(name, json, code, null);
    }

    private static Arguments row(String name, String json, RejectionCode code, @Nullable String field) {
        return arguments(name, json.getBytes(UTF_8), code, field);
    }

    static String json() {
        return json("ip", "null");
    }

    private static String location(String latitude) {
        return json("merchant", "{\"id\":\"m-1\",\"location\":{\"latitude\":" + latitude + ",\"longitude\":1}}");
    }

    /** A valid transaction, but for the JSON of one field; null leaves it out. */
    static String json(String name, @Nullable String value) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("id", "\"t-1\"");
        fields.put("event_time", "1790000000000");
        fields.put("account_id", "\"a-1\"");
        fields.put("amount_minor", "1999");
        fields.put("currency", "\"EUR\"");
        fields.put("channel", "\"CARD_PRESENT\"");
        fields.put(name, value);
        return fields.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
