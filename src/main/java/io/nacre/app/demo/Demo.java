package io.nacre.app.demo;

import io.nacre.app.analyst.AlertFormatter;
import io.nacre.app.cli.AtomicFile;
import io.nacre.app.job.JobOptions;
import io.nacre.app.job.LocalFlink;
import io.nacre.app.training.SimulatedHistory;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.console.http.ConsoleServer;
import io.nacre.console.http.ConsoleSettings;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.decision.Decision;
import io.nacre.decision.incident.Alert;
import io.nacre.feature.FactsResolver;
import io.nacre.gateway.GatewaySettings;
import io.nacre.gateway.StandInPolicy;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.World;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.TrainingResult;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.report.Report;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** The demo, stage by stage. */
final class Demo {

    private static final Duration TICK = Duration.ofSeconds(2);
    /** A larger validation share than usual, because the label-maturity window takes most of it in a short history. */
    private static final TimeSplitOptions SPLIT = TimeSplitOptions.byShare(0.55, 0.3, Duration.ofDays(7));

    private static final Duration POLL = Duration.ofMillis(100);

    /** Maximum number of alerts printed between two status lines; the others are only counted. */
    private static final int ALERTS_PER_TICK = 4;

    /** Maximum number of requests to the gateway per second, and at one time. */
    private static final int GATEWAY_RATE = 1_000;

    private final DemoOptions options;
    private final Path folder;
    private final PrintWriter out;
    private final BooleanSupplier stopped;
    private final DemoTally tally = new DemoTally();

    Demo(DemoOptions options, Path folder, PrintWriter out, BooleanSupplier stopped) {
        this.options = options;
        this.folder = folder;
        this.out = out;
        this.stopped = stopped;
    }

    void run() throws Exception {
        say("[1/4] Simulating %,d accounts; the first %d days are history.", options.accounts(), options.historyDays());
        Path ranges = folder.resolve("ip.mmdb");
        world(options.historyDays()).writeIpDatabase(ranges);
        IpDatabaseConfig ips = new IpDatabaseConfig(ranges.toString(), ranges.toString(), ranges.toString());

        say("[2/4] Training the cascade on the history.");
        TrainingResult trainingResult = train(ips);
        AtomicFile.write(folder.resolveSibling("demo-report.html"), Report.html(trainingResult));
        say("%n%s%nReport: %s%n", trainingResult.evaluation().table(), folder.resolveSibling("demo-report.html"));

        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), options.brokerPort())) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1);
            }
            LocalFlink flink =
                    LocalFlink.local(folder.resolve("checkpoints"), options.webPort(), options.parallelism(), null);
            FraudPipeline.define(
                    flink.env(),
                    KafkaTopics.of(kafka),
                    new JobSettings(trainingResult.bundle(), EngineKind.COMPILED, ips, Framing.SINGLE_OBJECT));
            JobClient job = flink.env().executeAsync(JobOptions.NAME);
            say("[3/4] The job is running. Broker: %s   Flink: %s", broker.brokers(), flink.webUi());
            try (GatewayServer gateway = gateway(kafka);
                    ConsoleDatabase store =
                            ConsoleDatabase.open("jdbc:sqlite:" + folder.resolve("console.db"), null, null);
                    ConsoleServer console = console(kafka, store)) {
                serve(kafka, gateway, console);
            } finally {
                job.cancel().get();
                job.getJobExecutionResult()
                        .handle((result, cancelled) -> result)
                        .get();
            }
        }
    }

    private TrainingResult train(IpDatabaseConfig files) throws IOException {
        TrainingOptions training = TrainingOptions.DEFAULT
                .withSeed(options.seed())
                .with(SPLIT)
                .withLegitRowsMax(options.legitRows())
                .with(NetworkOptions.DEFAULT.withEpochs(options.epochs()));
        try (IpDatabases ips = IpDatabases.open(files)) {
            SimulatedHistory history = new SimulatedHistory(world(options.historyDays()));
            return new Trainer(history, new FactsResolver(ips), training, line -> say("      %s", line))
                    .train(Instant.now());
        }
    }

    private GatewayServer gateway(KafkaSettings kafka) throws IOException {
        HttpServerSettings server =
                new HttpServerSettings("127.0.0.1", options.gatewayPort(), ApiKeys.none(), GATEWAY_RATE, null);
        return GatewayServer.start(
                server,
                new GatewaySettings(
                        kafka, "demo", StandInPolicy.defaults(), GATEWAY_RATE, folder.resolve("gateway.journal")));
    }

    private ConsoleServer console(KafkaSettings kafka, ConsoleDatabase store) {
        ConsoleSettings settings = ConsoleSettings.local(options.consolePort());
        return ConsoleServer.start(settings, kafka, store, Clock.systemUTC());
    }

    private void serve(KafkaSettings kafka, GatewayServer gateway, ConsoleServer console) throws InterruptedException {
        World world = world(options.historyDays() + DemoOptions.LIVE_DAYS);
        long liveFromMs = world.options()
                .start()
                .plus(Duration.ofDays(options.historyDays()))
                .toEpochMilli();
        try (DemoFeed feed = new DemoFeed(kafka, world, liveFromMs, options.rate());
                DemoAnalyst analyst = new DemoAnalyst(kafka);
                TopicReader<Decision> decisions = new TopicReader<>(kafka, TopicCatalogue.DECISIONS);
                TopicReader<Alert> alerts = new TopicReader<>(kafka, TopicCatalogue.ALERTS)) {
            feed.start();
            warmUp(feed, decisions);
            alerts.skipToEnd();
            feed.goLive();
            say(
                    "[4/4] Live at %.0f transactions a second%s.",
                    options.rate(), options.length() == null ? ", until Ctrl-C" : "");
            say("Work on the incidents yourself: %s", console.signInUrl());
            say("Ask for a decision yourself:%n%n%s%n", DemoCurlExample.curl(gateway.url(), liveFromMs));
            Instant began = Instant.now();
            live(feed, analyst, decisions, alerts, began);
            feed.close();
            drain(feed, decisions);
            say("%nSummary%n%s", tally.summary(feed.sent(), analyst.frozen(), Duration.between(began, Instant.now())));
        }
    }

    /**
     * Waits until the job has decided the history. Its state then matches the training before live transactions count.
     */
    private void warmUp(DemoFeed feed, TopicReader<Decision> decisions) {
        long[] decided = {0};
        Instant nextTick = Instant.now().plus(TICK);
        while (!stopped.getAsBoolean() && (feed.past() < 0 || decided[0] < feed.past())) {
            decided[0] += decisions.poll(POLL, record -> {});
            if (Instant.now().isAfter(nextTick)) {
                say("      replaying history into the job: %,d decided", decided[0]);
                nextTick = Instant.now().plus(TICK);
            }
        }
    }

    private void live(
            DemoFeed feed,
            DemoAnalyst analyst,
            TopicReader<Decision> decisions,
            TopicReader<Alert> alerts,
            Instant began) {
        Instant end = options.length() == null ? Instant.MAX : began.plus(options.length());
        Instant tick = began;
        long decidedBefore = 0;
        int[] printed = {0};
        while (!stopped.getAsBoolean() && Instant.now().isBefore(end)) {
            decisions.poll(POLL, record -> tally(feed, record.decoded()));
            analyst.work();
            alerts.poll(Duration.ZERO, record -> {
                if (record.decoded() instanceof DecodeResult.Value<Alert> read) {
                    onAlert(feed, analyst, read.value(), printed);
                }
            });
            Duration since = Duration.between(tick, Instant.now());
            if (since.compareTo(TICK) >= 0) {
                double rate = (tally.decided() - decidedBefore) * 1e3 / since.toMillis();
                say("%s", tally.line(Duration.between(began, Instant.now()), rate));
                decidedBefore = tally.decided();
                tick = Instant.now();
                printed[0] = 0;
            }
        }
    }

    /** Waits for the decisions of all sent transactions. */
    private void drain(DemoFeed feed, TopicReader<Decision> decisions) {
        Instant patience = Instant.now().plusSeconds(10);
        while (tally.decided() < feed.sent() && Instant.now().isBefore(patience)) {
            decisions.poll(POLL, record -> tally(feed, record.decoded()));
        }
    }

    private void tally(DemoFeed feed, DecodeResult<Decision> decodeResult) {
        if (decodeResult instanceof DecodeResult.Value<Decision> read) {
            LabelledTransaction truth = feed.truth(read.value().transactionId());
            if (truth != null) {
                tally.add(read.value(), isFraud(truth));
            }
        }
    }

    private void onAlert(DemoFeed feed, DemoAnalyst analyst, Alert alert, int[] printed) {
        LabelledTransaction truth = feed.truth(alert.transactionId());
        if (truth == null || alert.status() == Alert.Status.CLOSED || alert.entity() != null) {
            return;
        }
        boolean fraud = isFraud(truth);
        if (alert.status() == Alert.Status.OPENED) {
            tally.addAlert();
            if (printed[0]++ < ALERTS_PER_TICK) {
                say("  %s  [%s]", AlertFormatter.alert(alert), fraud ? "fraud: " + truth.typology() : "false alarm");
            }
        }
        analyst.add(alert, fraud);
    }

    private World world(int days) {
        return World.of(options.world().withDays(days));
    }

    private static boolean isFraud(LabelledTransaction truth) {
        Label label = truth.label();
        return label != null && label.fraud();
    }

    private void say(String format, @Nullable Object... values) {
        out.printf(java.util.Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
