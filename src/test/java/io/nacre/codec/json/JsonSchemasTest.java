package io.nacre.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.Contract;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void acceptsWhatTheWriterWrites(Contract<T> contract) {
        JsonSchemaCheck check = new JsonSchemaCheck(JsonSchemas.of(contract));
        JsonRecordWriter<T> writer = contract.jsonWriter();

        for (int seed = 0; seed < 100; seed++) {
            assertThat(check.faults(writer.write(sample(contract, seed))))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void acceptsARejectionOnlyAsSuch() {
        JsonNode json = Contract.REJECTED_TRANSACTION
                .jsonWriter()
                .write(new RejectedTransaction(
                        "t-1", "a-1", RejectionCode.CARD_NUMBER, null, "is odd", new Samples(1).origin(), 5));

        assertThat(new JsonSchemaCheck(JsonSchemas.of(Contract.REJECTED_TRANSACTION)).faults(json))
                .isEmpty();
        assertThat(new JsonSchemaCheck(JsonSchemas.of(Contract.DECISION)).faults(json))
                .hasSize(2)
                .allMatch(fault -> fault.startsWith(".outcome") || fault.startsWith(".cause"));
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    void hasEveryFieldWithItsDocumentation(Contract<?> contract) {
        ObjectNode schema = JsonSchemas.of(contract);

        assertFields(contract.schema(), schema);
        for (Schema each : records(contract.schema(), new ArrayList<>())) {
            assertFields(each, schema.path("$defs").path(each.getName()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    void refusesMissingAndUnknownFields(Contract<?> contract) {
        JsonSchemaCheck check = new JsonSchemaCheck(JsonSchemas.of(contract));
        List<String> required = contract.schema().getFields().stream()
                .filter(field -> !field.hasDefaultValue())
                .map(field -> "." + field.name() + " is missing")
                .toList();

        assertThat(check.faults(JSON.createObjectNode().put("colour", 1)))
                .containsExactlyInAnyOrderElementsOf(concat(required, ".colour is unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "amount_minor | 1.5",
                "amount_minor | \"1\"",
                "amount_minor | 9223372036854775808",
                "failed_attempts | 2147483648",
                "channel | \"UNKNOWN\"",
                "channel | \"POST\"",
                "channel | null",
                "event_time | \"2026-09-21\"",
                "event_time | null",
                "merchant | {}",
                "merchant | {\"id\":\"m\",\"location\":{\"latitude\":1}}",
                "attributes | {\"k\":1}",
                "attributes | []",
                "ip | 1"
            })
    void refusesBadValues(String field, String value) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(JsonRejectionTest.json());
        JsonSchemaCheck check = new JsonSchemaCheck(JsonSchemas.of(Contract.TRANSACTION));
        assertThat(check.faults(json)).isEmpty();

        json.set(field, JSON.readTree(value));

        assertThat(check.faults(json)).isNotEmpty().allMatch(fault -> fault.startsWith("." + field));
    }

    @Test
    void describesATransaction() throws Exception {
        ObjectNode schema = JsonSchemas.of(Contract.TRANSACTION);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("title").asText()).isEqualTo("Transaction");
        assertThat(schema.path("required")).isEqualTo(JSON.readTree("""
                ["id", "event_time", "account_id", "amount_minor", "currency", "channel"]"""));
        assertThat(schema.path("$defs").fieldNames()).toIterable().containsExactlyInAnyOrder("Merchant", "GeoPoint");
        assertThat(without(schema, "event_time")).isEqualTo(JSON.readTree("""
                {"anyOf": [{"type": "string", "format": "date-time"},
                 {"type": "integer", "minimum": -9223372036854775808, "maximum": 9223372036854775807}]}"""));
        assertThat(without(schema, "channel")).isEqualTo(JSON.readTree("""
                {"type": "string", "enum": ["CARD_PRESENT", "CARD_NOT_PRESENT", "TRANSFER", "CASH"]}"""));
        assertThat(without(schema, "merchant")).isEqualTo(JSON.readTree("""
                {"anyOf": [{"$ref": "#/$defs/Merchant"}, {"type": "null"}], "default": null}"""));
        assertThat(without(schema, "attributes")).isEqualTo(JSON.readTree("""
                {"type": ["object", "null"], "additionalProperties": {"type": "string"}, "default": {}}"""));
    }

    private static JsonNode without(ObjectNode schema, String field) {
        return ((ObjectNode) schema.path("properties").path(field)).without("description");
    }

    private static void assertFields(Schema record, JsonNode object) {
        assertThat(object.path("description").asText()).isEqualTo(record.getDoc());
        assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(object.path("properties")).hasSameSizeAs(record.getFields());
        for (Schema.Field field : record.getFields()) {
            assertThat(object.path("properties")
                            .path(field.name())
                            .path("description")
                            .asText())
                    .as(field.name())
                    .isEqualTo(field.doc());
        }
    }

    /** The records inside a schema. */
    private static List<Schema> records(Schema schema, List<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> inside(field.schema(), found));
            case UNION -> schema.getTypes().forEach(each -> inside(each, found));
            case ARRAY -> inside(schema.getElementType(), found);
            default -> assertThat(schema.getType()).isNotEqualTo(Schema.Type.FIXED);
        }
        return found;
    }

    private static void inside(Schema schema, List<Schema> found) {
        if (schema.getType() == Schema.Type.RECORD && !Set.copyOf(found).contains(schema)) {
            found.add(schema);
        }
        records(schema, found);
    }

    private static List<String> concat(List<String> faults, String another) {
        List<String> all = new ArrayList<>(faults);
        all.add(another);
        return all;
    }

    @SuppressWarnings("unchecked") // Samples are of their contract's type.
    private static <T> T sample(Contract<T> contract, long seed) {
        return (T) new Samples(seed).any(contract);
    }
}
