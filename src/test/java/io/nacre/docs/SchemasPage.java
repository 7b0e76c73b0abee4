package io.nacre.docs;

import static io.nacre.docs.MarkdownTable.code;
import static java.util.stream.Collectors.joining;

import io.nacre.codec.Contract;
import io.nacre.codec.registry.ReleasedSchemas;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.util.internal.JacksonUtils;

/** Every contract: its fields with type, default and doc, its fingerprint, and the released versions. */
final class SchemasPage {

    private SchemasPage() {}

    static ReferencePage page() {
        List<String> lines = new ArrayList<>();
        for (Contract<?> contract : Contract.all()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(contract(contract));
        }
        return ReferencePage.of("schemas", "schemas", lines);
    }

    private static List<String> contract(Contract<?> contract) {
        Schema schema = contract.schema();
        List<String> lines = new ArrayList<>(List.of("## " + contract.name(), "", schema.getDoc(), ""));
        lines.add("- Record: " + code(schema.getFullName()));
        lines.add("- File: `schemas/" + contract.name() + ".avsc`");
        lines.add("- Topic: " + topic(contract));
        lines.add("- Fingerprint (CRC-64-AVRO): " + fingerprint(schema));
        lines.add("- Released: " + released(contract));
        for (Schema named : named(schema)) {
            lines.add("");
            if (named != schema) {
                lines.addAll(List.of("### " + contract.name() + ": " + named.getName(), "", named.getDoc(), ""));
            }
            lines.addAll(named.getType() == Schema.Type.ENUM ? List.of(symbols(named)) : fields(named));
        }
        return lines;
    }

    private static String topic(Contract<?> contract) {
        return TopicCatalogue.ALL.stream()
                .filter(topic -> topic.contract() == contract)
                .map(Topic::name)
                .map(name -> "[" + name + "](topics.md#" + name.replace(".", "") + ")")
                .collect(joining(", "));
    }

    /**
     * The number, and the ten bytes before a value in the single-object encoding: a marker, then the number's bytes.
     */
    private static String fingerprint(Schema schema) {
        byte[] little = fingerprintBytes(schema);
        StringBuilder number = new StringBuilder("0x");
        StringBuilder header = new StringBuilder("C3 01");
        for (int i = 0; i < little.length; i++) {
            number.append(String.format(Locale.ROOT, "%02x", little[little.length - 1 - i]));
            header.append(String.format(Locale.ROOT, " %02X", little[i]));
        }
        return code(number.toString()) + ", single-object header " + code(header.toString());
    }

    private static byte[] fingerprintBytes(Schema schema) {
        byte[] little = new byte[Long.BYTES];
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int i = 0; i < little.length; i++) {
            little[i] = (byte) (fingerprint >> (Byte.SIZE * i));
        }
        return little;
    }

    private static String released(Contract<?> contract) {
        List<Schema> released = ReleasedSchemas.of(contract.name());
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < released.size(); i++) {
            versions.add("version " + (i + 1) + " (" + fingerprint(released.get(i)) + ")");
        }
        return versions.isEmpty() ? "none before this version" : String.join(", ", versions);
    }

    private static List<String> fields(Schema schema) {
        MarkdownTable table = new MarkdownTable("field", "type", "default", "meaning");
        for (Schema.Field field : schema.getFields()) {
            table.row(code(field.name()), type(field.schema()), defaultOf(field), field.doc());
        }
        return table.lines();
    }

    private static String symbols(Schema schema) {
        return "Symbols: "
                + schema.getEnumSymbols().stream().map(MarkdownTable::code).collect(joining(", "))
                + (schema.getEnumDefault() == null
                        ? "."
                        : ". A reader takes " + code(schema.getEnumDefault()) + " for a symbol that it does not know.");
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                                .filter(each -> each.getType() != Schema.Type.NULL)
                                .map(SchemasPage::type)
                                .collect(joining(" or "))
                        + (schema.isNullable() ? ", optional" : "");
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM, FIXED -> schema.getName();
            default ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }

    private static String defaultOf(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "";
        }
        Object value = field.defaultVal();
        return code(value == JsonProperties.NULL_VALUE ? "null" : Objects.toString(JacksonUtils.toJsonNode(value)));
    }

    /** The schema, and every record and enum in it, in the order of the fields. */
    private static Set<Schema> named(Schema schema) {
        Set<Schema> named = new LinkedHashSet<>();
        collect(schema, named);
        return named;
    }

    private static void collect(Schema schema, Set<Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.add(schema)) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM -> named.add(schema);
            case UNION -> schema.getTypes().forEach(each -> collect(each, named));
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            default -> {}
        }
    }
}
