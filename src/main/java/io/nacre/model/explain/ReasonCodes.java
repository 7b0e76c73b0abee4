package io.nacre.model.explain;

import io.nacre.feature.AccountBaseline;
import io.nacre.feature.BaselineExplainer;
import io.nacre.feature.DisplayNumbers;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.layer.Layers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of reason codes and their descriptions. A code is stable as long as its feature is. */
public final class ReasonCodes {

    /** In vector order. */
    public static final List<Entry> CATALOGUE = catalogue();

    private static final Map<String, Entry> BY_FEATURE = byFeature();

    private ReasonCodes() {}

    /**
     * One reason code.
     *
     * @param feature name in the vector, {@code layer.feature}, with '?' if the reason is a missing value
     * @param meaning the feature in one line of plain English
     * @param unit the unit of its value, and how to format it
     * @param against the account's value to which the transaction is compared; null for the training mean
     */
    public record Entry(
            String code,
            String feature,
            String meaning,
            FeatureUnit unit,
            @Nullable String against) {

        public boolean isAbsence() {
            return feature.endsWith("?");
        }
    }

    /** The code of a feature: upper case, '_' for '.', and _UNKNOWN for a missing value. */
    static String of(String feature) {
        return feature.toUpperCase(Locale.ROOT).replace('.', '_').replace("?", "_UNKNOWN");
    }

    /**
     * The description with the training mean as baseline.
     *
     * @param usual the mean of the feature where it is known; NaN if unknown
     * @param accountBaseline the transaction and its vector; null if only the value is known
     */
    public static String sentence(
            String feature, double value, double usual, @Nullable AccountBaseline accountBaseline) {
        Entry entry = BY_FEATURE.get(feature);
        if (entry == null) {
            // A feature of another version.
            return feature + " is " + DisplayNumbers.number(value);
        }
        if (entry.isAbsence()) {
            return entry.meaning() + ": unknown; usually known in " + DisplayNumbers.percent(usual) + " of payments";
        }
        String reading = entry.unit().read(value, accountBaseline);
        return reading == null
                ? entry.meaning()
                : entry.meaning() + ": " + reading + entry.unit().readMean(usual);
    }

    /** Formats a value in its feature's unit, or unformatted without a unit. */
    public static String reading(String feature, double value) {
        Entry entry = BY_FEATURE.get(feature);
        String reading =
                entry == null || entry.isAbsence() ? null : entry.unit().read(value, null);
        return reading == null ? DisplayNumbers.number(value) : reading;
    }

    /** The description with the account's own baseline. */
    static String sentence(String feature, String words) {
        Entry entry = BY_FEATURE.get(feature);
        return (entry == null ? feature : entry.meaning()) + ": " + words;
    }

    private static List<Entry> catalogue() {
        List<Entry> entries = new ArrayList<>();
        for (Layer layer : Layers.CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                for (Feature<?> feature : memory.features()) {
                    String name = layer.name() + "." + feature.name();
                    entries.add(new Entry(
                            of(name), name, feature.meaning(), feature.unit(), BaselineExplainer.against(name)));
                    if (feature.optional()) {
                        entries.add(new Entry(of(name + "?"), name + "?", feature.meaning(), feature.unit(), null));
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
