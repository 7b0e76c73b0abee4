package io.nacre.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.Contract;
import io.nacre.codec.mapping.NullableSchemas;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The contracts as JSON Schema (draft 2020-12), for the JSON of {@link JsonRecordReader} and its writer. */
public final class JsonSchemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** Stands for symbols that are newer than the reader's schema. No record may contain it. */
    private static final String UNKNOWN = "UNKNOWN";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The records that the contract contains, by name. */
    private final ObjectNode definitions = NODES.objectNode();

    private final boolean unknownAllowed;

    private JsonSchemas(boolean unknownAllowed) {
        this.unknownAllowed = unknownAllowed;
    }

    /** The JSON Schema of one record of the contract. */
    public static ObjectNode of(Contract<?> contract) {
        // A rejection has the schema of decisions, but no outcome.
        JsonSchemas schemas = new JsonSchemas(contract == Contract.REJECTED_TRANSACTION);
        ObjectNode schema = NODES.objectNode().put("$schema", DIALECT);
        schema.put("title", contract.schema().getName());
        schema.setAll(schemas.object(contract.schema()));
        if (!schemas.definitions.isEmpty()) {
            schema.set("$defs", schemas.definitions);
        }
        return schema;
    }

    /** The symbols that a record may contain. */
    static List<String> symbols(Schema schema) {
        return schema.getEnumSymbols().stream()
                .filter(symbol -> !symbol.equals(UNKNOWN))
                .toList();
    }

    private ObjectNode object(Schema record) {
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        for (Schema.Field field : record.getFields()) {
            properties.set(field.name(), property(field));
            if (!field.hasDefaultValue()) {
                required.add(field.name());
            }
        }
        ObjectNode object = NODES.objectNode();
        describe(object, record.getDoc());
        object.put("type", "object");
        object.set("properties", properties);
        object.set("required", required);
        return object.put("additionalProperties", false);
    }

    private ObjectNode property(Schema.Field field) {
        boolean nullable = field.schema().isNullable() || field.hasDefaultValue();
        ObjectNode type = type(NullableSchemas.notNull(field.schema()));
        ObjectNode property = NODES.objectNode();
        describe(property, field.doc());
        property.setAll(nullable ? orNull(type) : type);
        JsonNode value = defaultValue(field);
        if (value != null) {
            property.set("default", value);
        }
        return property;
    }

    private ObjectNode type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> reference(schema);
            case ENUM -> enumOf(schema);
            case ARRAY -> ofType("array").set("items", type(schema.getElementType()));
            case MAP -> ofType("object").set("additionalProperties", type(schema.getValueType()));
            case STRING -> ofType("string");
            case BYTES -> ofType("string").put("contentEncoding", "base64");
            case INT -> ofType("integer").put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
            case LONG -> JsonValueReaders.isTime(schema) ? time() : wholeNumber();
            case FLOAT, DOUBLE -> ofType("number");
            case BOOLEAN -> ofType("boolean");
            case UNION, FIXED, NULL ->
                throw new IllegalArgumentException("type " + schema.getType() + " has no JSON form: add one here");
        };
    }

    private ObjectNode reference(Schema record) {
        if (!definitions.has(record.getName())) {
            definitions.set(record.getName(), object(record));
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + record.getName());
    }

    private ObjectNode enumOf(Schema schema) {
        ObjectNode type = ofType("string");
        (unknownAllowed ? schema.getEnumSymbols() : symbols(schema)).forEach(type.withArrayProperty("enum")::add);
        return type;
    }

    private static ObjectNode time() {
        ObjectNode type = NODES.objectNode();
        type.withArrayProperty("anyOf")
                .add(ofType("string").put("format", "date-time"))
                .add(wholeNumber());
        return type;
    }

    private static ObjectNode wholeNumber() {
        return ofType("integer").put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
    }

    private static ObjectNode ofType(String name) {
        return NODES.objectNode().put("type", name);
    }

    /** The type or null. */
    private static ObjectNode orNull(ObjectNode type) {
        if (type.has("type") && !type.has("enum")) {
            String name = type.path("type").asText();
            return type.set("type", NODES.arrayNode().add(name).add("null"));
        }
        ObjectNode either = NODES.objectNode();
        ArrayNode types = either.withArrayProperty("anyOf");
        if (type.has("anyOf")) {
            type.path("anyOf").forEach(types::add);
        } else {
            types.add(type);
        }
        types.add(ofType("null"));
        return either;
    }

    private static @Nullable JsonNode defaultValue(Schema.Field field) {
        Object value = field.defaultVal();
        if (value == null || value.equals(UNKNOWN)) {
            return null;
        }
        return value == JsonProperties.NULL_VALUE ? NODES.nullNode() : JSON.valueToTree(value);
    }

    private static void describe(ObjectNode node, @Nullable String doc) {
        if (doc != null) {
            node.put("description", doc);
        }
    }
}
