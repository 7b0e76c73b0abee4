package io.nacre.model;

import io.nacre.feature.Feature;
import io.nacre.feature.Layer;
import io.nacre.feature.Layers;
import io.nacre.feature.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every code that a reason can have, and what it says. A code is stable as long as its feature is. */
public final class ReasonCodes {

    /** In the order of the vector. */
    public static final List<Entry> CATALOGUE = catalogue();

    private static final Map<String, Entry> BY_FEATURE = byFeature();

    /** From here on up, digits after the point say nothing. */
    private static final double LARGE = 100;

    private ReasonCodes() {}

    /**
     * One code.
     *
     * @param feature as in the vector, {@code layer.feature}, with '?' where the reason is that it is not known
     * @param meaning what the feature is, in one line of plain English
     */
    public record Entry(String code, String feature, String meaning) {

        boolean isAbsence() {
            return feature.endsWith("?");
        }
    }

    /** The code of a feature: upper case, '_' for '.', and _UNKNOWN where it is not known. */
    static String of(String feature) {
        return feature.toUpperCase(Locale.ROOT).replace('.', '_').replace("?", "_UNKNOWN");
    }

    static String sentence(Reason reason) {
        Entry entry = BY_FEATURE.get(reason.feature());
        if (entry == null) {
            // Another version's feature.
            return reason.feature() + " is " + number(reason.value());
        }
        if (entry.isAbsence()) {
            return entry.meaning() + ": not known; usually known in " + number(100 * reason.usual()) + " % of payments";
        }
        String usual = Double.isNaN(reason.usual()) ? "" : ", on average " + number(reason.usual());
        return entry.meaning() + ": " + number(reason.value()) + usual;
    }

    private static String number(double value) {
        boolean whole = Math.rint(value) == value || Math.abs(value) >= LARGE;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.3g", value);
    }

    private static List<Entry> catalogue() {
        List<Entry> entries = new ArrayList<>();
        for (Layer layer : Layers.CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                for (Feature<?> feature : memory.features()) {
                    String name = layer.name() + "." + feature.name();
                    entries.add(new Entry(of(name), name, feature.meaning()));
                    if (feature.optional()) {
                        entries.add(new Entry(of(name + "?"), name + "?", feature.meaning()));
                    }
                }
            }
        }
        return List.copyOf(entries);
    }

    private static Map<String, Entry> byFeature() {
        Map<String, Entry> entries = new HashMap<>();
        CATALOGUE.forEach(entry -> entries.put(entry.feature(), entry));
        return Map.copyOf(entries);
    }
}
