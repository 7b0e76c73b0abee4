package io.nacre.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The readers of all types of a schema but records. Messages never quote a value, because it may be a card number. */
final class JsonValueReaders {

    private JsonValueReaders() {}

    /**
     * The reader for a position of a schema, which is not null there.
     *
     * @param path of the position, for messages; empty for a whole record
     */
    static JsonValueReader of(Schema schema, String path, SpecificData data) {
        return switch (schema.getType()) {
            case RECORD -> new JsonObjectReader(schema, path, data);
            case ENUM -> enumReader(schema, path, data);
            case ARRAY -> arrayReader(of(schema.getElementType(), path, data), path);
            case MAP -> mapReader(of(schema.getValueType(), path, data), path);
            case STRING -> parser -> text(parser, path);
            case BYTES -> parser -> bytes(parser, path);
            case INT -> parser -> intNumber(parser, path);
            case LONG -> isTime(schema) ? parser -> time(parser, path) : parser -> longNumber(parser, path);
            case FLOAT -> parser -> floatNumber(parser, path);
            case DOUBLE -> parser -> doubleNumber(parser, path);
            case BOOLEAN -> parser -> bool(parser, path);
            case UNION, FIXED, NULL ->
                throw new IllegalArgumentException(
                        path + " has type " + schema.getType() + ", which has no JSON form: add one here");
        };
    }

    static boolean isTime(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    /** Rejects half of a surrogate pair, which UTF-8 cannot encode. */
    static String encodable(String text, String path) throws RecordRejectedException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw malformed(path, "has half of a surrogate pair; send text that can be encoded in UTF-8");
                }
                i++;
            }
        }
        return text;
    }

    static RecordRejectedException malformed(String path, String detail) {
        return new RecordRejectedException(RejectionCode.FIELD_MALFORMED, path.isEmpty() ? null : path, detail);
    }

    static RecordRejectedException repeated(String path) {
        return malformed(path, "is there twice; send it once");
    }

    private static JsonValueReader enumReader(Schema schema, String path, SpecificData data) {
        Map<String, Object> symbols = new HashMap<>();
        schema.getEnumSymbols().forEach(symbol -> symbols.put(symbol, data.createEnum(symbol, schema)));
        String known = String.join(", ", JsonSchemas.symbols(schema));
        return parser -> {
            Object symbol = symbols.get(text(parser, path));
            if (symbol == null) {
                throw new RecordRejectedException(
                        RejectionCode.SYMBOL_UNKNOWN, path, "is a word that this version does not know; send " + known);
            }
            return symbol;
        };
    }

    private static JsonValueReader arrayReader(JsonValueReader items, String path) {
        return parser -> {
            require(parser.hasToken(JsonToken.START_ARRAY), path, "is no array; send a JSON array");
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(items.read(parser));
            }
            return list;
        };
    }

    private static JsonValueReader mapReader(JsonValueReader values, String path) {
        return parser -> {
            require(parser.hasToken(JsonToken.START_OBJECT), path, "is no object; send a JSON object");
            Map<String, Object> map = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = encodable(parser.currentName(), path);
                if (map.containsKey(key)) {
                    throw repeated(entry(path, key));
                }
                parser.nextToken();
                map.put(key, value(values, parser, entry(path, key)));
            }
            return map;
        };
    }

    /** The value of a map, whose reader does not know the key. */
    private static Object value(JsonValueReader values, JsonParser parser, String path)
            throws IOException, RecordRejectedException {
        try {
            return values.read(parser);
        } catch (RecordRejectedException e) {
            throw new RecordRejectedException(e.code(), path, String.valueOf(e.getMessage()));
        }
    }

    private static String entry(String path, String key) {
        String printable = JsonFieldNames.printable(key);
        return printable == null ? path : JsonFieldNames.path(path, printable);
    }

    private static String text(JsonParser parser, String path) throws IOException, RecordRejectedException {
        require(parser.hasToken(JsonToken.VALUE_STRING), path, "is no text; send a JSON string");
        return encodable(parser.getText(), path);
    }

    private static ByteBuffer bytes(JsonParser parser, String path) throws IOException, RecordRejectedException {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text(parser, path)));
        } catch (IllegalArgumentException e) {
            throw malformed(path, "is no Base64; encode the bytes as RFC 4648 describes");
        }
    }

    private static Instant time(JsonParser parser, String path) throws IOException, RecordRejectedException {
        OptionalLong ms = OptionalLong.empty();
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            ms = JsonTimes.parse(parser.getText());
        } else if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            ms = OptionalLong.of(longNumber(parser, path));
        }
        return Instant.ofEpochMilli(ms.orElseThrow(() -> malformed(
                path, "is no time; send RFC 3339 such as 2026-11-30T09:15:00.123Z, or milliseconds since 1970")));
    }

    private static long longNumber(JsonParser parser, String path) throws IOException, RecordRejectedException {
        require(
                parser.hasToken(JsonToken.VALUE_NUMBER_INT),
                path,
                "is no whole number; send digits without quotes, fraction or exponent");
        require(parser.getNumberType() != NumberType.BIG_INTEGER, path, "is out of range; send at most 64 bits");
        return parser.getLongValue();
    }

    private static int intNumber(JsonParser parser, String path) throws IOException, RecordRejectedException {
        long number = longNumber(parser, path);
        require(number == (int) number, path, "is out of range; send at most 32 bits");
        return (int) number;
    }

    private static float floatNumber(JsonParser parser, String path) throws IOException, RecordRejectedException {
        requireNumber(parser, path);
        return (float) finite(parser.getFloatValue(), path);
    }

    private static double doubleNumber(JsonParser parser, String path) throws IOException, RecordRejectedException {
        requireNumber(parser, path);
        return finite(parser.getDoubleValue(), path);
    }

    private static void requireNumber(JsonParser parser, String path) throws RecordRejectedException {
        boolean number = parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT) || parser.hasToken(JsonToken.VALUE_NUMBER_INT);
        require(number, path, "is no number; send a JSON number without quotes");
    }

    private static double finite(double number, String path) throws RecordRejectedException {
        if (Double.isInfinite(number)) {
            throw new RecordRejectedException(
                    RejectionCode.NOT_A_NUMBER, path, "is out of range; send a finite number");
        }
        return number;
    }

    private static boolean bool(JsonParser parser, String path) throws RecordRejectedException {
        boolean isTrue = parser.hasToken(JsonToken.VALUE_TRUE);
        require(isTrue || parser.hasToken(JsonToken.VALUE_FALSE), path, "is neither true nor false; send one of them");
        return isTrue;
    }

    private static void require(boolean met, String path, String detail) throws RecordRejectedException {
        if (!met) {
            throw malformed(path, detail);
        }
    }
}
