package io.nacre.ingest.iso8583;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;

/** The allowed keys of a mapping: the record components, with hyphens. */
final class Iso8583MappingKeys {

    private static final KebabCaseStrategy HYPHENS = new KebabCaseStrategy();

    private Iso8583MappingKeys() {}

    /** Rejects unknown keys. They are probably typing errors, and would be ignored silently. */
    static void check(JsonNode node, Type type, String path) {
        if (!node.isObject()) {
            return;
        }
        if (type instanceof ParameterizedType map) {
            Type[] arguments = map.getActualTypeArguments();
            node.properties()
                    .forEach(entry ->
                            check(entry.getValue(), arguments[arguments.length - 1], path + entry.getKey() + "."));
        } else if (type instanceof Class<?> shape && shape.isRecord()) {
            Map<String, Type> allowed = new TreeMap<>();
            for (RecordComponent part : shape.getRecordComponents()) {
                allowed.put(HYPHENS.translate(part.getName()), part.getGenericType());
            }
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                Type part = allowed.get(entry.getKey());
                if (part == null) {
                    throw new IllegalArgumentException("unknown key " + path + entry.getKey() + ": use one of "
                            + String.join(", ", allowed.keySet()));
                }
                check(entry.getValue(), part, path + entry.getKey() + ".");
            }
        }
    }
}
