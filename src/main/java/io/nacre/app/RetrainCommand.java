package io.nacre.app;

import io.nacre.codec.BundleAnnouncement;
import io.nacre.feature.Facts;
import io.nacre.kafka.KafkaSettings;
import io.nacre.model.BundleFile;
import io.nacre.model.Signer;
import io.nacre.training.Report;
import io.nacre.training.ServedExamples;
import io.nacre.training.ServedHistory;
import io.nacre.training.SplitOptions;
import io.nacre.training.Trained;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the next model from what the job served, and has it watched. */
@Command(
        name = "retrain",
        description =
                "Train on the vectors that the job served, joined with the labels that came since, and publish the"
                        + " result as challenger.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre retrain --brokers localhost:9092 --store /srv/bundles",
            "  nacre retrain --brokers localhost:9092 --store /srv/bundles --silence 14d",
            "",
            "Nothing decides by it until 'nacre bundle promote'."
        })
final class RetrainCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Where the bundle is put: a folder that the job's machines read, too.")
    private Path store = Path.of("");

    @Option(
            names = "--silence",
            converter = Spans.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description = "What had no label for so long counts as honest; what is younger is left out; default 30d.")
    private Duration silence = Duration.ofDays(30);

    @Option(names = "--seed", defaultValue = "42", description = "The same seed and examples give the same bundle.")
    private long seed;

    @Option(
            names = "--sign-with",
            paramLabel = "KEYFILE",
            description = "Sign it with this private key, for a job that trusts only signed bundles.")
    private @Nullable Path signWith;

    @Option(names = "--by", description = "Who announces it; default the user's name.")
    private @Nullable String by;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Commands.out(spec);
        Signer signer = signWith == null ? null : Signer.read(signWith);
        KafkaSettings settings = brokers.settings();
        ServedExamples served = PromoteBundleCommand.served(settings);
        List<ServedExamples.Row> rows = served.rows(silence.toMillis());
        out.println(ServedExamples.labelling(rows));
        if (served.foreign() > 0) {
            out.println(served.foreign() + " vectors are of other features than this version's and are left out");
        }
        BundleAnnouncement champion = BundleRoles.read(settings).champion();
        TrainingOptions options = TrainingOptions.DEFAULT
                .withSeed(seed)
                .with(SplitOptions.byShare(0.7, 0.15, silence))
                .withParent(champion == null ? null : champion.bundleId());
        ServedHistory history = new ServedHistory(rows, silence.toMillis());
        Trained trained = new Trainer(history, transaction -> Facts.UNKNOWN, options, line -> {
                    out.println(line);
                    out.flush();
                })
                .train(Instant.now());
        BundleFile file = BundleFile.of(trained.bundle());
        PublishBundleCommand.publish(settings, signer == null ? file : file.signed(signer), store, by);
        String id = trained.bundle().id();
        Path page = Files.writeString(store.toAbsolutePath().resolve(id + ".html"), Report.html(trained));
        out.print(trained.evaluation().table());
        out.println(id + " is a challenger from now on; its report is " + page);
        return 0;
    }
}
