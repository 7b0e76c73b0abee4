package io.nacre.docs;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.feature.EntityType;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.layer.Layers;
import io.nacre.profile.NoFeatureState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every layer and every feature, with the key whose state it reads. */
final class FeaturesPage {

    private FeaturesPage() {}

    static ReferencePage page() {
        return new ReferencePage(
                "features", Map.of("summary", summary(), "layers", layers(), "keys", keys(), "units", units()));
    }

    private static List<String> summary() {
        long features = Layers.CASCADE.stream()
                .flatMap(layer -> layer.memories().stream())
                .mapToLong(memory -> memory.features().size())
                .sum();
        return List.of(
                "- " + Layers.CASCADE.size() + " layers, " + features + " features, " + Layers.width()
                        + " numbers in the vector",
                "- Feature fingerprint: " + code(Layers.fingerprint()));
    }

    private static List<String> layers() {
        List<String> lines = new ArrayList<>();
        for (Layer layer : Layers.CASCADE) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add("### " + layer.name());
            lines.add("");
            lines.add("Input: " + layer.description() + ".");
            lines.add("");
            MarkdownTable table = new MarkdownTable("feature", "meaning", "unit", "state of", "always known");
            layer.memories().forEach(memory -> rows(table, layer, memory));
            lines.addAll(table.lines());
        }
        return lines;
    }

    private static void rows(MarkdownTable table, Layer layer, Memory<?> memory) {
        for (Feature<?> feature : memory.features()) {
            table.row(
                    code(layer.name() + "." + feature.name()),
                    feature.meaning(),
                    code(feature.unit().name()),
                    memory.initial() instanceof NoFeatureState ? "" : name(memory.key()),
                    feature.optional() ? "no" : "yes");
        }
    }

    private static List<String> keys() {
        MarkdownTable table = new MarkdownTable("key", "value");
        for (EntityType key : EntityType.values()) {
            table.row(name(key), key.description());
        }
        return table.lines();
    }

    private static List<String> units() {
        MarkdownTable table = new MarkdownTable("unit", "meaning");
        for (FeatureUnit unit : FeatureUnit.values()) {
            table.row(code(unit.name()), unit.description());
        }
        return table.lines();
    }

    private static String name(EntityType key) {
        return key.name().toLowerCase(Locale.ROOT);
    }
}
