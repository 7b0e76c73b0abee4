package io.nacre.app.training;

import static java.util.Objects.requireNonNull;

import io.nacre.app.bundle.PromoteBundleCommand;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Example;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.drift.DriftStatistics;
import io.nacre.training.DriftBaselines;
import io.nacre.training.history.ServedExamples;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares currently served transactions with a baseline. */
@Command(
        name = "drift",
        description = "Compare live features and scores with the bundle's training data. Shows the population"
                + " stability index of each feature, the share above the review threshold, and the calibration of"
                + " the scores.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre drift --bootstrap-servers localhost:9092 --bundle my-bundle",
            "  nacre drift --bootstrap-servers localhost:9092 --bundle my-bundle --since 2026-03-01T00:00:00Z",
            "",
            "An index below 0.1 means no drift, an index above 0.25 means clear drift.",
            "A bundle of an earlier version has no training statistics.",
            "Then the comparison uses live data from before --since."
        })
public final class DriftCommand implements Callable<Integer> {

    private static final float[] NO_NUMBERS = {};

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--bundle", required = true, description = "Bundle that decides in the running job.")
    private Path path = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Start of the live data; default: the end of the bundle's training data.")
    private @Nullable Instant since;

    @Option(
            names = "--label-maturity",
            converter = DurationConverter.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description = "Unlabelled transactions count as legitimate after this time; default 30d.")
    private Duration labelMaturity = Duration.ofDays(30);

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Bundle bundle = Bundle.read(path);
        Instant moment = since == null ? bundle.provenance().trainedTo() : since;
        KafkaSettings settings = brokers.settings();
        double review = bundle.thresholds().review();
        DriftReport report;
        try (ProgressLine progress = ProgressLine.start(spec, "examples read")) {
            report = compare(settings, moment, review, bundle.reference(), progress);
        }
        PrintWriter out = CommandSupport.out(spec);
        output.show(report.fields(), out, () -> report.print(out));
        return 0;
    }

    private DriftReport compare(
            KafkaSettings settings,
            Instant moment,
            double review,
            @Nullable DriftBaseline training,
            ProgressLine progress) {
        List<Example> earlier = training == null ? before(settings, moment, progress) : List.of();
        DriftBaseline baseline = training == null ? ofServed(earlier, review) : training;
        Served now = served(settings, moment, review, new DriftStatistics(baseline), progress);
        int rows = now.drift().rows();
        if (rows == 0) {
            throw new CommandFailedException(
                    "nothing to compare: no example since " + moment + "; choose an earlier --since");
        }
        return new DriftReport(
                earlier.size(),
                moment,
                rows,
                DriftBaselines.lines(Layers.featureNames(), now.drift()),
                baseline.alertShare(),
                (double) now.alerts() / rows,
                calibration(now.joined(), moment.toEpochMilli()));
    }

    /** The baseline for a bundle without one: a sample of the examples before the given time. */
    private static List<Example> before(KafkaSettings settings, Instant moment, ProgressLine progress) {
        ServedExamples sample = new ServedExamples(DriftBaselines.MAX_ROWS);
        read(settings, progress, example -> {
            if (example.label() == null && example.eventTimeMs() < moment.toEpochMilli()) {
                sample.add(example);
            }
        });
        List<Example> examples = List.copyOf(sample.served());
        if (examples.isEmpty()) {
            throw new CommandFailedException(
                    "nothing to compare: the bundle of an earlier version has no training statistics, and there is no"
                            + " example before " + moment + "; choose a later --since, or train a new bundle");
        }
        return examples;
    }

    private static DriftBaseline ofServed(List<Example> examples, double review) {
        List<float[]> vectors = new ArrayList<>();
        float[] scores = new float[examples.size()];
        for (Example example : examples) {
            scores[vectors.size()] = (float) score(example);
            vectors.add(vector(example));
        }
        return DriftBaselines.ofServed(vectors, scores, review);
    }

    /**
     * The examples since the given time, as counts only. Scores are kept for the labelled ones and for a bounded sample
     * of the others.
     *
     * @param joined without vectors
     */
    private record Served(DriftStatistics drift, long alerts, ServedExamples joined) {}

    private static Served served(
            KafkaSettings settings,
            Instant moment,
            double review,
            DriftStatistics driftStatistics,
            ProgressLine progress) {
        ServedExamples joined = new ServedExamples();
        String fingerprint = Layers.fingerprint();
        long[] alerts = {0};
        read(settings, progress, example -> {
            joined.add(withoutVector(example));
            boolean counts =
                    example.vector() != null && example.featureFingerprint().equals(fingerprint);
            if (counts && example.eventTimeMs() >= moment.toEpochMilli()) {
                driftStatistics.add(vector(example), score(example));
                alerts[0] += score(example) >= review ? 1 : 0;
            }
        });
        PromoteBundleCommand.noteChallenges(settings, joined, progress);
        return new Served(driftStatistics, alerts[0], joined);
    }

    private static void read(KafkaSettings settings, ProgressLine progress, Consumer<Example> reader) {
        try (TopicReader<Example> examples = new TopicReader<>(settings, TopicCatalogue.EXAMPLES)) {
            examples.readToEnd(record -> {
                progress.add();
                if (record.decoded() instanceof DecodeResult.Value<Example> read) {
                    reader.accept(read.value());
                }
            });
        }
    }

    /** Compares the scores of labelled transactions with their labels. */
    private DriftReport.Calibration calibration(ServedExamples served, long fromMs) {
        double expected = 0;
        double frauds = 0;
        long rows = 0;
        for (ServedExamples.LabelledExample labelledExample : served.rows(labelMaturity.toMillis())) {
            Double score = labelledExample.served().score();
            if (score != null && labelledExample.served().eventTimeMs() >= fromMs) {
                expected += score * labelledExample.weight();
                frauds += labelledExample.fraud() ? labelledExample.weight() : 0;
                rows++;
            }
        }
        return new DriftReport.Calibration(expected, frauds, rows, served.share());
    }

    private static Example withoutVector(Example example) {
        return new Example(
                example.transactionId(),
                example.accountId(),
                example.eventTimeMs(),
                example.featureFingerprint(),
                example.vector() == null ? null : NO_NUMBERS,
                example.score(),
                example.label(),
                example.decision());
    }

    private static float[] vector(Example example) {
        return requireNonNull(example.vector(), "a served example has a vector");
    }

    private static double score(Example example) {
        return example.score() == null ? 0 : example.score();
    }
}
