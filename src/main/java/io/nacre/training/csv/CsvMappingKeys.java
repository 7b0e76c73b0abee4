package io.nacre.training.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The allowed keys of a mapping: the record components, with hyphens. */
final class CsvMappingKeys {

    private static final PropertyNamingStrategies.KebabCaseStrategy HYPHENS =
            new PropertyNamingStrategies.KebabCaseStrategy();

    private CsvMappingKeys() {}

    /** Rejects unknown keys. They are probably typing errors, and would be ignored silently. */
    static void check(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            checkEach(node, generic, path);
        } else if (node.isObject() && type instanceof Class<?> shape && shape.isRecord()) {
            Map<String, Type> allowed = keys(shape);
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

    private static void checkEach(JsonNode node, ParameterizedType type, String path) {
        List<Type> arguments = List.of(type.getActualTypeArguments());
        Type element = arguments.get(arguments.size() - 1);
        if (type.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw)) {
            node.forEach(item -> check(item, element, path));
        } else {
            node.properties().forEach(entry -> check(entry.getValue(), element, path + entry.getKey() + "."));
        }
    }

    private static Map<String, Type> keys(Class<?> shape) {
        Map<String, Type> keys = new TreeMap<>();
        for (RecordComponent part : shape.getRecordComponents()) {
            keys.put(HYPHENS.translate(part.getName()), part.getGenericType());
        }
        return keys;
    }
}
