package io.nacre.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.nacre.codec.mapping.AvroMapping;
import io.nacre.codec.mapping.TransactionIdReader;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one contract from strict JSON. A record passes the same checks as a record of the topic, and is
 * rejected with the same codes. Not thread-safe: one instance per thread.
 *
 * <p>Times are text by RFC 3339 or milliseconds since 1970, enum symbols are text, bytes are Base64. A field with a
 * default may be null or absent. Everything else that is not exactly as in the schema is rejected, unknown fields
 * included. Get an instance by {@code Contract.jsonReader()}.
 */
public final class JsonRecordReader<T> {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME_CHARACTERS = 1_000;
    private static final int MAX_NUMBER_CHARACTERS = 100;
    private static final int MAX_UTF_8_BYTES = 3;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Keeps no names, because names that a sender makes up would fill the table. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1) // With the array of several records.
                    .maxNameLength(MAX_NAME_CHARACTERS)
                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final AvroMapping<T, ?> mapping;
    private final int maxBytes;
    private final JsonObjectReader records;

    /**
     * @param mapping of this reader only
     * @param maxBytes of one record
     */
    public JsonRecordReader(AvroMapping<T, ?> mapping, int maxBytes) {
        this.mapping = mapping;
        this.maxBytes = maxBytes;
        SpecificData data = new SpecificData(mapping.type().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        this.records = new JsonObjectReader(data.getSchema(mapping.type()), "", data);
    }

    /** Reads what the array or object contains. */
    private interface Content<V> {
        V read(JsonParser parser) throws IOException, RecordRejectedException;
    }

    /**
     * Reads one record.
     *
     * @param json one object in UTF-8
     * @param origin with the time of arrival, which bounds the times of the record
     */
    public T read(byte[] json, RecordOrigin origin) throws RecordRejectedException {
        if (json.length > maxBytes) {
            throw tooLarge(json.length, maxBytes);
        }
        return parse(json, parser -> mapping.checked(records.read(parser), origin));
    }

    /**
     * Reads several records, each with its own result.
     *
     * @param json one array of objects in UTF-8
     * @param maxItems maximum number of records
     * @param origin of all records
     * @throws RecordRejectedException if the array as a whole is malformed, too large or too long
     */
    public List<JsonArrayElement<T>> readArray(byte[] json, int maxItems, RecordOrigin origin)
            throws RecordRejectedException {
        long mostBytes = (long) maxItems * maxBytes;
        if (json.length > mostBytes) {
            throw tooLarge(json.length, mostBytes);
        }
        CharBuffer text = text(json);
        return parse(text, parser -> items(parser, text, maxItems, origin));
    }

    /** The ids of a rejected record; null if one cannot be read or is invalid. The record may be truncated. */
    public @Nullable TransactionReference ids(byte[] json) {
        Map<String, String> texts = new HashMap<>();
        try {
            CharBuffer text = text(json);
            try (JsonParser parser = JSON.createParser(text.array(), text.arrayOffset(), text.remaining())) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING && isId(name)) {
                        texts.putIfAbsent(name, parser.getText());
                    }
                    parser.skipChildren();
                }
            }
        } catch (IOException | RecordRejectedException e) {
            // The record has the ids that were read before the error.
        }
        return TransactionIdReader.reference(
                texts.get(TransactionIdReader.ID), texts.get(TransactionIdReader.ACCOUNT_ID));
    }

    private static boolean isId(String name) {
        return name.equals(TransactionIdReader.ID) || name.equals(TransactionIdReader.ACCOUNT_ID);
    }

    private List<JsonArrayElement<T>> items(JsonParser parser, CharBuffer text, int maxItems, RecordOrigin origin)
            throws IOException, RecordRejectedException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, "the JSON is no array; send the records as an array of objects");
        }
        List<JsonArrayElement<T>> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == maxItems) {
                throw new RecordRejectedException(
                        RejectionCode.ENTRIES_TOO_MANY,
                        "the array has more than " + maxItems + " records; send several arrays");
            }
            items.add(item(parser, text, origin));
        }
        return items;
    }

    private JsonArrayElement<T> item(JsonParser parser, CharBuffer text, RecordOrigin origin) throws IOException {
        int depth = parser.getParsingContext().getNestingDepth()
                - (parser.currentToken().isStructStart() ? 1 : 0);
        int start = (int) parser.currentTokenLocation().getCharOffset();
        try {
            T value = mapping.checked(records.read(parser), origin);
            requireSize(text, start, (int) parser.currentLocation().getCharOffset());
            return new JsonArrayElement.Value<>(value);
        } catch (RecordRejectedException e) {
            while (parser.getParsingContext().getNestingDepth() > depth) {
                parser.nextToken();
            }
            return new JsonArrayElement.Rejected<>(e);
        }
    }

    private void requireSize(CharBuffer text, int start, int end) throws RecordRejectedException {
        if ((long) (end - start) * MAX_UTF_8_BYTES > maxBytes) {
            int bytes = UTF_8.encode(text.slice(start, end - start)).remaining();
            if (bytes > maxBytes) {
                throw tooLarge(bytes, maxBytes);
            }
        }
    }

    private static <V> V parse(byte[] json, Content<V> content) throws RecordRejectedException {
        return parse(text(json), content);
    }

    private static <V> V parse(CharBuffer text, Content<V> content) throws RecordRejectedException {
        try (JsonParser parser = JSON.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            parser.nextToken();
            V value = content.read(parser);
            if (parser.nextToken() != null) {
                throw new RecordRejectedException(
                        RejectionCode.UNREADABLE, "the JSON goes on after its end; send nothing behind it");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot be read", e);
        }
    }

    /** Decodes the bytes, because the parser would guess the encoding and replace invalid bytes. */
    private static CharBuffer text(byte[] json) throws RecordRejectedException {
        if (json.length == 0) {
            throw new RecordRejectedException(RejectionCode.EMPTY, "the record has no value; send a JSON object");
        }
        CharBuffer text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, "the JSON is not encoded in UTF-8; encode it so");
        }
        if (text.get(0) == BYTE_ORDER_MARK) {
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE, "the JSON begins with a byte order mark; send it without");
        }
        return text;
    }

    /** Without the parser's own message, which quotes the text. */
    private static RecordRejectedException malformed(@Nullable JsonLocation place) {
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new RecordRejectedException(
                RejectionCode.UNREADABLE,
                "the JSON is malformed" + where + "; send JSON as RFC 8259 describes, at most " + MAX_DEPTH
                        + " levels deep");
    }

    private static RecordRejectedException tooLarge(long bytes, long most) {
        return new RecordRejectedException(
                RejectionCode.RECORD_TOO_LARGE, "the JSON has " + bytes + " bytes; at most " + most);
    }
}
