package io.nacre.training.csv;

import static io.nacre.docs.MarkdownTable.code;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import io.nacre.docs.MarkdownTable;
import io.nacre.docs.ReferencePage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every key of a mapping, object by object. */
public final class MappingPage {

    private static final KebabCaseStrategy KEYS = new KebabCaseStrategy();

    /** The objects of a mapping, in the order of the page. */
    private static final Map<Class<?>, String> OBJECTS = objects();

    private MappingPage() {}

    public static ReferencePage page() {
        List<String> lines = new ArrayList<>();
        OBJECTS.forEach((object, name) -> lines.addAll(object(object, name)));
        return new ReferencePage(
                "mapping",
                Map.of(
                        "keys", List.copyOf(lines.subList(1, lines.size())),
                        "shipped",
                                List.of(CsvMapping.SHIPPED.stream()
                                                .map(MarkdownTable::code)
                                                .collect(joining(", "))
                                        + ".")));
    }

    private static Map<Class<?>, String> objects() {
        Map<Class<?>, String> objects = new LinkedHashMap<>();
        objects.put(CsvMapping.class, "mapping");
        objects.put(CsvMapping.Columns.class, "transaction");
        objects.put(CsvMapping.MerchantColumns.class, "merchant");
        objects.put(CsvMapping.LabelColumns.class, "label");
        objects.put(CsvMapping.ProfileColumns.class, "profiles");
        objects.put(CsvMapping.Lifecycle.class, "lifecycle");
        objects.put(CsvMapping.Lookup.class, "lookup");
        objects.put(ColumnSpec.Text.class, "text");
        objects.put(ColumnSpec.Amount.class, "amount");
        objects.put(ColumnSpec.Time.class, "time");
        objects.put(ColumnSpec.Decimal.class, "number");
        objects.put(ColumnSpec.Point.class, "location");
        objects.put(ColumnSpec.Ip.class, "ip");
        return objects;
    }

    private static List<String> object(Class<?> object, String name) {
        MarkdownTable table = new MarkdownTable("key", "value", "required", "meaning");
        for (RecordComponent part : object.getRecordComponents()) {
            JsonPropertyDescription description = part.getAccessor().getAnnotation(JsonPropertyDescription.class);
            if (description == null) {
                throw new IllegalStateException(
                        "describe " + object.getSimpleName() + "." + part.getName() + " by a @JsonPropertyDescription");
            }
            table.row(
                    code(KEYS.translate(part.getName())),
                    type(part.getGenericType()),
                    part.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "" : "yes",
                    description.value());
        }
        List<String> lines = new ArrayList<>(List.of("", "### " + name, ""));
        lines.addAll(table.lines());
        return lines;
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            List<Type> arguments = List.of(generic.getActualTypeArguments());
            String element = type(arguments.get(arguments.size() - 1));
            return generic.getRawType() == Map.class ? "map of " + element : "list of " + element;
        }
        Class<?> shape = (Class<?>) type;
        if (shape.isRecord()) {
            String name = OBJECTS.get(shape);
            if (name == null) {
                throw new IllegalStateException("add " + shape + " to the objects of the page");
            }
            return "[" + name + "](#" + name + ")";
        }
        if (shape.isEnum()) {
            return Arrays.stream(shape.getEnumConstants())
                    .map(value -> code(value.toString().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .collect(joining(", "));
        }
        return shape == Boolean.class
                ? "`true` or `false`"
                : shape == Double.class
                        ? "number"
                        : shape == Character.class
                                ? "character"
                                : shape == Pattern.class ? "regular expression" : "text";
    }
}
