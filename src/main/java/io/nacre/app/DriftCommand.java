package io.nacre.app;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Example;
import io.nacre.feature.Layers;
import io.nacre.model.Bundle;
import io.nacre.training.Drift;
import io.nacre.training.ServedExamples;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what is served now with what was served before. */
@Command(
        name = "drift",
        description = "Compare the vectors and scores served since a moment with those before it: the population"
                + " stability index of each, the share above the review threshold, and the score against what labels"
                + " say.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre drift --brokers localhost:9092 --bundle my-bundle",
            "  nacre drift --brokers localhost:9092 --bundle my-bundle --since 2026-03-01T00:00:00Z",
            "",
            "Below 0.1 nothing happened, above 0.25 something did. By default the moment is the end of training."
        })
final class DriftCommand implements Callable<Integer> {

    private static final int LINES = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--bundle", required = true, description = "The bundle that decides.")
    private Path path = Path.of("");

    @Option(names = "--since", paramLabel = "INSTANT", description = "Default: the end of the bundle's training.")
    private @Nullable Instant since;

    @Option(
            names = "--silence",
            converter = Spans.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description = "What had no label for so long counts as honest; default 30d.")
    private Duration silence = Duration.ofDays(30);

    @Override
    public Integer call() {
        Bundle bundle = Bundle.read(path);
        Instant moment = since == null ? bundle.provenance().trainedTo() : since;
        ServedExamples served = PromoteBundleCommand.served(brokers.settings());
        List<float[]> before = new ArrayList<>();
        List<float[]> now = new ArrayList<>();
        for (Example example : served.served()) {
            (example.atMs() < moment.toEpochMilli() ? before : now).add(withScore(example));
        }
        List<String> names = new ArrayList<>(Layers.featureNames());
        names.add("score");
        PrintWriter out = Commands.out(spec);
        List<Drift.Line> lines = Drift.of(names, before, now);
        out.printf("%d examples before %s, %d since%n", before.size(), moment, now.size());
        lines.stream()
                .limit(LINES)
                .forEach(line -> out.printf(
                        Locale.ROOT,
                        "%-40s %8.4f%s%n",
                        line.name(),
                        line.index(),
                        line.index() > Drift.GRAVE ? "  drifted" : line.index() > Drift.NOTABLE ? "  look" : ""));
        double review = bundle.thresholds().review();
        out.printf(
                Locale.ROOT,
                "at or above the review threshold: %.3f %% before, %.3f %% since%n",
                100 * share(before, review),
                100 * share(now, review));
        calibration(out, served, moment.toEpochMilli());
        return 0;
    }

    /** Of what is known by now: what the score promised, and what came. */
    private void calibration(PrintWriter out, ServedExamples served, long fromMs) {
        double promised = 0;
        long frauds = 0;
        long rows = 0;
        for (ServedExamples.Row row : served.rows(silence.toMillis())) {
            Double score = row.served().score();
            if (score != null && row.served().atMs() >= fromMs) {
                promised += score;
                frauds += row.fraud() ? 1 : 0;
                rows++;
            }
        }
        out.printf(
                Locale.ROOT,
                "calibration since: scores promised %.1f frauds, %d came, of %d whose truth is known%n",
                promised,
                frauds,
                rows);
    }

    private static float[] withScore(Example example) {
        float[] vector = requireNonNull(example.vector(), "a served example has a vector");
        float[] row = Arrays.copyOf(vector, vector.length + 1);
        row[vector.length] = example.score() == null ? 0 : example.score().floatValue();
        return row;
    }

    private static double share(List<float[]> rows, double threshold) {
        long above =
                rows.stream().filter(row -> row[row.length - 1] >= threshold).count();
        return (double) above / rows.size();
    }
}
