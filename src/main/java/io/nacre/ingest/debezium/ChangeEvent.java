package io.nacre.ingest.debezium;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * A change event: the row after the change, and the schema of its columns.
 *
 * @param row null for a change that leaves no new row
 * @param schema of the row, as Kafka Connect writes it; missing without the schema part
 * @param skipReason why there is no row; null if there is one
 */
record ChangeEvent(
        @Nullable ObjectNode row, JsonNode schema, @Nullable String skipReason) {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_CHARACTERS = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARACTERS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads the value of a record, as Connect's JSON converter or the event router writes it. */
    static ChangeEvent read(byte[] message) throws RecordRejectedException {
        JsonNode value = parse(text(message));
        JsonNode schema = MissingNode.getInstance();
        if (value.size() == 2 && value.has("schema") && value.has("payload")) {
            schema = value.get("schema");
            value = value.get("payload");
        }
        if (value.isTextual()) {
            // The event router without expand.json.payload.
            value = parse(value.textValue());
            schema = MissingNode.getInstance();
        }
        if (value.isNull()) {
            return new ChangeEvent(null, schema, "tombstone");
        }
        if (!(value instanceof ObjectNode object)) {
            throw unreadable(
                    "the value is no JSON object; send the change event as Connect's JSON converter writes it");
        }
        return object.has("op") && (object.has("after") || object.has("before"))
                ? ofEnvelope(object, schema)
                : ofRow(object, schema);
    }

    private static ChangeEvent ofEnvelope(ObjectNode envelope, JsonNode schema) throws RecordRejectedException {
        String operation = envelope.path("op").asText();
        String skipReason = switch (operation) {
            case "c", "r" -> null;
            case "u" -> "update of a row";
            case "d" -> "deletion of a row";
            case "t" -> "truncation of a table";
            case "m" -> "message without a row";
            default ->
                throw new RecordRejectedException(
                        RejectionCode.SYMBOL_UNKNOWN, "op", "is no operation of Debezium; send c, r, u or d");
        };
        if (skipReason != null) {
            return new ChangeEvent(null, schema, skipReason);
        }
        if (!(envelope.get("after") instanceof ObjectNode after)) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY, "after", "has no row although a row was created; send the whole event");
        }
        return ofRow(after, fieldSchema(schema, "after"));
    }

    private static ChangeEvent ofRow(ObjectNode row, JsonNode schema) {
        // The transformation ExtractNewRecordState adds it.
        JsonNode deleted = row.remove("__deleted");
        return deleted != null && deleted.asBoolean()
                ? new ChangeEvent(null, schema, "deletion of a row")
                : new ChangeEvent(row, schema, null);
    }

    /** The schema of one field of a struct; missing if there is none. */
    static JsonNode fieldSchema(JsonNode struct, String field) {
        for (JsonNode each : struct.path("fields")) {
            if (each.path("field").asText().equals(field)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    /** Parses the text of a JSON column. */
    static JsonNode parse(String json) throws RecordRejectedException {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isMissingNode()) {
                throw new RecordRejectedException(RejectionCode.EMPTY, "the record has no value; send a change event");
            }
            return tree;
        } catch (JsonProcessingException e) {
            // Without the cause, which quotes the text.
            throw unreadable("the JSON is malformed, deeper than " + MAX_DEPTH
                    + " levels, or has a field twice; send it as" + " Connect's JSON converter writes it");
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON tree can always be written", e);
        }
    }

    private static String text(byte[] message) throws RecordRejectedException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable("the JSON is not encoded in UTF-8; encode it so");
        }
    }

    private static RecordRejectedException unreadable(String detail) {
        return new RecordRejectedException(RejectionCode.UNREADABLE, detail);
    }
}
