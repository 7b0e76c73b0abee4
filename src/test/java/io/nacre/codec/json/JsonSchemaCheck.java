package io.nacre.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Validates JSON by the keywords of JSON Schema that the contracts use; any other keyword is an error. */
final class JsonSchemaCheck {

    private static final Set<String> NOTES =
            Set.of("$schema", "title", "description", "default", "$defs", "contentEncoding");

    private final JsonNode root;

    JsonSchemaCheck(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with the JSON, by its path; empty if it is valid. */
    List<String> faults(JsonNode json) {
        return faults(root, json, "");
    }

    private List<String> faults(JsonNode schema, JsonNode json, String path) {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!NOTES.contains(keyword.getKey())) {
                faults.addAll(faults(keyword.getKey(), keyword.getValue(), schema, json, path));
            }
        }
        return faults;
    }

    private List<String> faults(String keyword, JsonNode wanted, JsonNode schema, JsonNode json, String path) {
        return switch (keyword) {
            case "$ref" -> faults(root.at(wanted.asText().substring(1)), json, path);
            case "anyOf" -> fault(anyOf(wanted, json, path), path + " is none of the types");
            case "type" -> fault(isOfType(wanted, json), path + " is not of type " + wanted);
            case "enum" -> fault(has(wanted, json), path + " is none of " + wanted);
            case "format" -> fault(isDateTime(json), path + " is no time");
            case "minimum" -> fault(compare(json, wanted) >= 0, path + " is below the minimum");
            case "maximum" -> fault(compare(json, wanted) <= 0, path + " is above the maximum");
            case "required" -> required(wanted, json, path);
            case "properties" -> properties(wanted, json, path);
            case "additionalProperties" -> others(wanted, schema, json, path);
            case "items" -> items(wanted, json, path);
            default -> throw new AssertionError("keyword " + keyword);
        };
    }

    private boolean anyOf(JsonNode schemas, JsonNode json, String path) {
        for (JsonNode each : schemas) {
            if (faults(each, json, path).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode wanted, JsonNode json) {
        if (wanted.isArray()) {
            for (JsonNode each : wanted) {
                if (isOfType(each, json)) {
                    return true;
                }
            }
            return false;
        }
        return switch (wanted.asText()) {
            case "object" -> json.isObject();
            case "array" -> json.isArray();
            case "string" -> json.isTextual();
            case "integer" -> json.isIntegralNumber();
            case "number" -> json.isNumber();
            case "boolean" -> json.isBoolean();
            case "null" -> json.isNull();
            default -> throw new AssertionError("type " + wanted);
        };
    }

    private static boolean has(JsonNode values, JsonNode json) {
        for (JsonNode each : values) {
            if (each.equals(json)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDateTime(JsonNode json) {
        try {
            OffsetDateTime.parse(json.asText());
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static int compare(JsonNode json, JsonNode bound) {
        return json.isNumber() ? json.decimalValue().compareTo(new BigDecimal(bound.asText())) : 0;
    }

    private static List<String> required(JsonNode names, JsonNode json, String path) {
        List<String> faults = new ArrayList<>();
        for (JsonNode name : names) {
            faults.addAll(
                    fault(!json.isObject() || json.has(name.asText()), path + "." + name.asText() + " is missing"));
        }
        return faults;
    }

    private List<String> properties(JsonNode schemas, JsonNode json, String path) {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schemas.properties()) {
            JsonNode value = json.get(property.getKey());
            if (value != null) {
                faults.addAll(faults(property.getValue(), value, path + "." + property.getKey()));
            }
        }
        return faults;
    }

    private List<String> others(JsonNode wanted, JsonNode schema, JsonNode json, String path) {
        List<String> faults = new ArrayList<>();
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!schema.path("properties").has(name)) {
                faults.addAll(
                        wanted.isObject()
                                ? faults(wanted, json.path(name), path + "." + name)
                                : fault(wanted.asBoolean(), path + "." + name + " is unknown"));
            }
        }
        return faults;
    }

    private List<String> items(JsonNode schema, JsonNode json, String path) {
        List<String> faults = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(each -> faults.addAll(faults(schema, each, path + "[]")));
        }
        return faults;
    }

    private static List<String> fault(boolean valid, String fault) {
        return valid ? List.of() : List.of(fault);
    }
}
