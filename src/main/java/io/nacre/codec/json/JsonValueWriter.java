package io.nacre.codec.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.mapping.NullableSchemas;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The JSON of Avro values. */
final class JsonValueWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValueWriter() {}

    /** An object with every field of the schema, in its order. */
    static ObjectNode object(GenericRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            object.set(field.name(), value(field.schema(), record.get(field.pos())));
        }
        return object;
    }

    private static JsonNode value(Schema schema, @Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (schema.getType()) {
            case UNION -> value(NullableSchemas.notNull(schema), value);
            case RECORD -> object((GenericRecord) value);
            case ARRAY -> array(schema.getElementType(), (Collection<?>) value);
            case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
            case STRING, ENUM -> JSON.textNode(value.toString());
            case BYTES -> JSON.textNode(base64((ByteBuffer) value));
            case INT -> JSON.numberNode((int) value);
            case LONG -> JsonValueReaders.isTime(schema) ? time((long) value) : JSON.numberNode((long) value);
            case FLOAT -> number((float) value);
            case DOUBLE -> number((double) value);
            case BOOLEAN -> JSON.booleanNode((boolean) value);
            case FIXED, NULL ->
                throw new IllegalArgumentException("type " + schema.getType() + " has no JSON form: add one here");
        };
    }

    private static ArrayNode array(Schema items, Collection<?> values) {
        ArrayNode array = JSON.arrayNode(values.size());
        values.forEach(each -> array.add(value(items, each)));
        return array;
    }

    private static ObjectNode map(Schema values, Map<?, ?> entries) {
        ObjectNode object = JSON.objectNode();
        entries.forEach((key, each) -> object.set(requireNonNull(key).toString(), value(values, each)));
        return object;
    }

    private static JsonNode time(long ms) {
        return JsonTimes.isInRange(ms) ? JSON.textNode(JsonTimes.format(ms)) : JSON.numberNode(ms);
    }

    private static String base64(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** JSON has only finite numbers: the largest one stands for infinity, and null for NaN. */
    private static JsonNode number(double number) {
        return Double.isNaN(number)
                ? JSON.nullNode()
                : JSON.numberNode(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number)));
    }

    private static JsonNode number(float number) {
        return Float.isNaN(number)
                ? JSON.nullNode()
                : JSON.numberNode(Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, number)));
    }
}
