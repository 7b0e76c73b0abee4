package io.nacre.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The result of one benchmark: passed checks, measured series, their ratios, and notes. */
public final class Result {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String bench;
    private final String question;
    private final Map<String, String> options;
    private final Instant at = Instant.now();
    private final double loadBefore = Machine.load();
    private final long stolenBefore = Machine.stolenTicks();
    private final List<String> checks = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable String voidBecause;

    /** The values of one measurement. */
    record Series(String name, String unit, List<Double> values) {}

    /** The ratio of two measurements, pair by pair. */
    record Ratio(String name, List<Double> values) {}

    /**
     * Creates an empty result.
     *
     * @param bench name of the benchmark, and of its files
     * @param question the question it answers, in one sentence
     * @param options the options of the run
     */
    public Result(String bench, String question, Map<String, ?> options) {
        this.bench = bench;
        this.question = question;
        this.options = new LinkedHashMap<>();
        options.forEach((name, value) -> this.options.put(name, String.valueOf(value)));
    }

    /** Adds a check that was passed before the measurement. */
    public void checked(String what) {
        checks.add(what);
    }

    /** Adds a measurement with one or several values. */
    public void series(String name, String unit, List<Double> values) {
        series.add(new Series(name, unit, List.copyOf(values)));
    }

    public void figure(String name, String unit, double value) {
        series(name, unit, List.of(value));
    }

    /** Adds CPU time without the compiler, and allocated bytes per record. */
    public void costs(String name, List<Cost> costs) {
        series(name, "ns CPU per record", costs.stream().map(Cost::cpuNsEach).toList());
        series(
                name,
                "bytes allocated per record",
                costs.stream().map(Cost::allocatedBytesEach).toList());
    }

    /** Adds CPU time per record by kind of thread, without those below one percent. */
    public void threads(String name, List<Cost> costs) {
        SortedSet<String> kinds = new TreeSet<>();
        costs.forEach(cost -> kinds.addAll(cost.threadsNs().keySet()));
        for (String kind : kinds) {
            if (costs.stream().anyMatch(cost -> cost.threadsNs().getOrDefault(kind, 0L) > cost.cpuNs() / 100)) {
                series(
                        name + ": " + kind,
                        "ns CPU per record",
                        costs.stream()
                                .map(cost -> cost.threadsNs().getOrDefault(kind, 0L) / (double) cost.records())
                                .toList());
            }
        }
    }

    public void ratio(String name, List<Double> values) {
        ratios.add(new Ratio(name, List.copyOf(values)));
    }

    /** Adds a note for readers of the figures. */
    public void note(String text) {
        notes.add(text);
    }

    /** Marks the figures as invalid. */
    public void voidBecause(String reason) {
        voidBecause = reason;
    }

    public @Nullable String voidBecause() {
        return voidBecause;
    }

    String bench() {
        return bench;
    }

    String question() {
        return question;
    }

    List<String> checks() {
        return checks;
    }

    List<Series> series() {
        return series;
    }

    List<Ratio> ratios() {
        return ratios;
    }

    List<String> notes() {
        return notes;
    }

    /** Options, machine and load, by name. */
    Map<String, String> circumstances() {
        Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
        facts.put("at", at.toString());
        facts.put("load before and after", "%.1f, %.1f".formatted(loadBefore, Machine.load()));
        facts.put("ticks stolen by other machines", Long.toString(Machine.stolenTicks() - stolenBefore));
        options.forEach((name, value) -> facts.put("--" + name, value));
        return facts;
    }

    /** Writes {@code BENCH.json} and {@code BENCH.html} into a folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(bench + ".json"), JSON.writeValueAsString(json()) + "\n");
        Files.writeString(folder.resolve(bench + ".html"), Page.html(this));
    }

    /** The series and ratios as lines to print. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        series.forEach(each -> lines.add(line(each.name(), each.values()) + " " + each.unit()));
        ratios.forEach(each -> lines.add(line(each.name(), each.values()) + " times"));
        notes.forEach(each -> lines.add("note: " + each));
        return lines;
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode().put("bench", bench).put("question", question);
        root.put("void", voidBecause);
        ObjectNode facts = root.putObject("circumstances");
        circumstances().forEach(facts::put);
        checks.forEach(root.putArray("checks")::add);
        ArrayNode measured = root.putArray("series");
        series.forEach(each -> values(measured.addObject().put("name", each.name()), each.values())
                .put("unit", each.unit()));
        ArrayNode compared = root.putArray("ratios");
        ratios.forEach(each -> values(compared.addObject().put("name", each.name()), each.values()));
        notes.forEach(root.putArray("notes")::add);
        return root;
    }

    private static ObjectNode values(ObjectNode node, List<Double> values) {
        Spread spread = Spread.of(values);
        node.put("median", spread.median()).put("min", spread.min()).put("max", spread.max());
        values.forEach(node.putArray("values")::add);
        return node;
    }

    private static String line(String name, List<Double> values) {
        Spread spread = Spread.of(values);
        String range = values.size() == 1
                ? ""
                : " (%s .. %s, n=%d)".formatted(number(spread.min()), number(spread.max()), values.size());
        return "%-44s %12s%s".formatted(name, number(spread.median()), range);
    }

    /** With at least three significant digits. */
    static String number(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(java.util.Locale.ROOT, "%,.0f", value);
        }
        return String.format(
                java.util.Locale.ROOT,
                Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3g",
                value);
    }
}
