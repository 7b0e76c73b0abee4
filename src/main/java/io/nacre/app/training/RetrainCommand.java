package io.nacre.app.training;

import io.nacre.app.bundle.AnnouncedBundles;
import io.nacre.app.bundle.PromoteBundleCommand;
import io.nacre.app.bundle.PublishBundleCommand;
import io.nacre.app.bundle.SuspectVerdictSummary;
import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.BundleSigner;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.training.Retraining;
import io.nacre.training.TrainingOptions;
import io.nacre.training.TrainingResult;
import io.nacre.training.history.ServedExamples;
import io.nacre.training.report.Report;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the next model from served transactions, and announces it as the challenger. */
@Command(
        name = "retrain",
        description = "Train a new bundle on live feature vectors and their labels, and publish it as challenger.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre retrain --bootstrap-servers localhost:9092 --store /srv/bundles",
            "  nacre retrain --bootstrap-servers localhost:9092 --store /srv/bundles --label-maturity 14d",
            "",
            "The new bundle does not decide until 'nacre bundle promote'.",
            "Verdicts that contradict all others are not used for training.",
            "Memory holds all labels, all vectors that are labelled, declined or reviewed, and a sample of the"
                    + " others.",
            "The sample has up to 400000 vectors of about a kilobyte each."
        })
public final class RetrainCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the bundle; the job's machines must be able to read it.")
    private Path store = Path.of("");

    @Option(
            names = "--label-maturity",
            converter = DurationConverter.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description =
                    "Unlabelled transactions count as legitimate after this time. Younger ones are left out. Default"
                            + " 30d.")
    private Duration labelMaturity = Duration.ofDays(30);

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the training; the same seed and examples give the same bundle.")
    private long seed;

    @Option(
            names = "--sign-with",
            paramLabel = "KEYFILE",
            description = "Private key to sign the bundle with, for a job that trusts only signed bundles.")
    private @Nullable Path signWith;

    @Option(names = "--actor", description = "Who announces the bundle; default the user's name.")
    private @Nullable String by;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter messages = output.messages(spec);
        BundleSigner bundleSigner = signWith == null ? null : BundleSigner.read(signWith);
        KafkaSettings settings = brokers.settings();
        ServedExamples served;
        try (ProgressLine progress = ProgressLine.start(spec, "examples read")) {
            served = PromoteBundleCommand.served(settings, progress);
        }
        List<ServedExamples.LabelledExample> rows = served.rows(labelMaturity.toMillis());
        if (rows.isEmpty()) {
            throw new CommandFailedException(TopicCatalogue.EXAMPLES.name() + " has no vector for training:"
                    + " none has a label or is older than --label-maturity. Run the job longer, or set a"
                    + " shorter --label-maturity");
        }
        Retraining retraining = Retraining.withoutSuspectVerdicts(rows, labelMaturity.toMillis());
        say(messages, settings, served, retraining);
        BundleAnnouncement champion = AnnouncedBundles.read(settings).champion();
        TrainingOptions options = TrainingOptions.DEFAULT
                .withSeed(seed)
                .with(TimeSplitOptions.byShare(0.7, 0.15, labelMaturity))
                .withParent(champion == null ? null : champion.bundleId());
        TrainingResult trainingResult = retraining.train(options, line -> {
            messages.println(line);
            messages.flush();
        });
        SignedBundle file = SignedBundle.of(trainingResult.bundle());
        BundleAnnouncement announced = PublishBundleCommand.publish(
                settings, bundleSigner == null ? file : file.signed(bundleSigner), store, by);
        Path page = store.toAbsolutePath().resolve(announced.bundleId() + ".html");
        AtomicFile.write(page, Report.html(trainingResult));
        Map<String, Object> fields = TrainingOutput.of(trainingResult, Path.of(URI.create(announced.uri())), page);
        fields.put("role", announced.role());
        fields.put("labels", retraining.labelling().counts());
        fields.put("unlabelled_count", served.unanswered());
        fields.put("suspect_verdict_count", retraining.suspectVerdicts().size());
        fields.put("other_features_count", served.foreign());
        PrintWriter out = CommandSupport.out(spec);
        output.show(fields, out, () -> out.print(trainingResult.evaluation().table()));
        messages.println(announced.bundleId() + " is now a challenger; its report is " + page);
        return 0;
    }

    private static void say(PrintWriter out, KafkaSettings settings, ServedExamples served, Retraining retraining) {
        out.println(retraining.labelling());
        if (served.unanswered() > 0) {
            out.println(served.unanswered() + " declined or reviewed transactions without a label are not used for"
                    + " training");
        }
        if (!retraining.suspectVerdicts().isEmpty()) {
            out.println(SuspectVerdictSummary.of(settings, retraining.suspectVerdicts()));
        }
        if (served.foreign() > 0) {
            out.println(served.foreign() + " vectors have the features of another version and are left out");
        }
    }
}
