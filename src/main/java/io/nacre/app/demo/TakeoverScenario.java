package io.nacre.app.demo;

import io.nacre.app.analyst.AlertFormatter;
import io.nacre.app.job.JobOptions;
import io.nacre.app.job.LocalFlink;
import io.nacre.app.training.SimulatedHistory;
import io.nacre.codec.Framing;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.incident.Alert;
import io.nacre.feature.FactsResolver;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.FraudMix;
import io.nacre.simulation.FraudTypology;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.core.execution.JobClient;
import picocli.CommandLine;

/** The scenario, step by step; a failed step reports the missing result. */
final class TakeoverScenario {

    /** Early enough that all event times are in the past. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private static final Duration HISTORY = Duration.ofDays(26);
    private static final int DAYS = 50;
    private static final Duration FREEZE = Duration.ofHours(24);

    private final long seed;
    private final boolean whole;
    private final Path folder;
    private final Supplier<CommandLine> nacre;
    private final ScenarioTranscript transcript;

    /** @param whole whether to include the training of the next model */
    TakeoverScenario(
            long seed, boolean whole, Path folder, Supplier<CommandLine> nacre, ScenarioTranscript transcript) {
        this.seed = seed;
        this.whole = whole;
        this.folder = folder;
        this.nacre = nacre;
        this.transcript = transcript;
    }

    void run() throws Exception {
        World world = world(DAYS);
        Path ranges = folder.resolve("ip.mmdb");
        world.writeIpDatabase(ranges);
        IpDatabaseConfig ips = new IpDatabaseConfig(ranges.toString(), ranges.toString(), ranges.toString());
        transcript.say("A model is trained on " + HISTORY.toDays() + " days of a simulated world with "
                + world.options().accounts() + " accounts.");
        Bundle champion = train(ips);
        champion.write(folder.resolve("champion.zip"));
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            JobClient job = start(kafka, champion, ips);
            try (ScenarioEnvironment environment = new ScenarioEnvironment(kafka, world, nacre, transcript)) {
                LabelledTransaction legitimate = investigate(environment);
                if (whole) {
                    trainOn(environment, legitimate);
                }
                transcript.say(System.lineSeparator() + "The scenario is complete.");
            } finally {
                job.cancel().get();
                job.getJobExecutionResult()
                        .handle((result, cancelled) -> result)
                        .get();
            }
        }
    }

    private JobClient start(KafkaSettings kafka, Bundle champion, IpDatabaseConfig ips) throws Exception {
        LocalFlink flink = LocalFlink.local(folder.resolve("checkpoints"), 0, 1, null);
        JobSettings settings = new JobSettings(champion, EngineKind.COMPILED, ips, Framing.SINGLE_OBJECT)
                .with(new AutoFreezePolicy(champion.thresholds().decline(), FREEZE.toMillis(), 100, 1));
        FraudPipeline.define(flink.env(), KafkaTopics.of(kafka), settings);
        return flink.env().executeAsync(JobOptions.NAME);
    }

    private Bundle train(IpDatabaseConfig files) throws IOException {
        TrainingOptions options = TrainingOptions.DEFAULT
                .withSeed(seed)
                .with(TimeSplitOptions.byShare(0.55, 0.3, Duration.ofDays(3)))
                .with(TreeOptions.DEFAULT.withMost(40))
                .with(NetworkOptions.DEFAULT.withHidden(8).withEpochs(3))
                .withAnomaly(null);
        try (IpDatabases ips = IpDatabases.open(files)) {
            SimulatedHistory history = new SimulatedHistory(world((int) HISTORY.toDays()));
            return new Trainer(history, new FactsResolver(ips), options, line -> {})
                    .train(START.plus(HISTORY))
                    .bundle();
        }
    }

    private World world(int days) {
        return World.of(WorldOptions.DEFAULT
                .withStart(START)
                .withAccounts(300)
                .withDays(days)
                .withFraudRate(0.04)
                .withSeed(seed)
                .withMix(new FraudMix(Map.of(FraudTypology.ACCOUNT_TAKEOVER, 0.5), Set.of(), 0)));
    }

    /** Returns a transaction of the account that was frozen by mistake. */
    private LabelledTransaction investigate(ScenarioEnvironment environment) {
        environment.step("The platform sends transactions until an account takeover is detected");
        LabelledTransaction takeover =
                environment.payUntilFrozen(START.plus(HISTORY).toEpochMilli(), "account-takeover");
        String victim = takeover.transaction().accountId();

        environment.step("An analyst receives the alert, with reasons");
        Alert alert = environment.read(
                "an alert of " + victim,
                TopicCatalogue.ALERTS,
                each -> each.accountId().equals(victim)
                        && each.transactionId().equals(takeover.transaction().id()));
        transcript.result(AlertFormatter.alert(alert));

        environment.step("The job has frozen the account automatically, and declines its next transaction");
        environment.read(
                "the automatic freeze",
                TopicCatalogue.ACCOUNT_ACTIONS,
                action -> action.accountId().equals(victim) && action.actorType() == AccountAction.ActorType.SYSTEM);
        transcript.result(line(environment.pay(takeover, decision -> decision.cause() == Cause.FROZEN)));
        environment.command("account", "show", victim);

        environment.step("The analyst's verdict is fraud, which closes the incident");
        environment.verdict(takeover, alert.incidentId(), true);
        environment.read(
                "the closing alert",
                TopicCatalogue.ALERTS,
                each -> each.incidentId().equals(alert.incidentId()) && each.status() == Alert.Status.CLOSED);

        environment.step("The analyst freezes the account until the investigation ends");
        environment.command("account", "freeze", victim, "--actor", "ann", "--reason", "taken over", "--scope", "both");
        transcript.result(line(environment.pay(
                takeover, decision -> ("" + decision.policy().causeDetail()).startsWith("FREEZE by ann"))));

        environment.step("An account frozen by mistake is released, and can pay again");
        LabelledTransaction legitimate = environment.approvedOfOtherAccount(victim);
        String frozenAccount = legitimate.transaction().accountId();
        environment.command(
                "account", "freeze", frozenAccount, "--actor", "bob", "--reason", "same evening", "--for", "48h");
        environment.pay(legitimate, decision -> decision.cause() == Cause.FROZEN);
        environment.command("account", "release", frozenAccount, "--actor", "ann", "--reason", "customer confirmed");
        transcript.result(line(environment.pay(legitimate, decision -> decision.cause() != Cause.FROZEN)));

        environment.step("The verdict becomes a label of the transaction's feature vector");
        environment.read(
                "the label",
                TopicCatalogue.EXAMPLES,
                example -> example.transactionId().equals(takeover.transaction().id())
                        && example.label() != null
                        && example.label().fraud());
        return legitimate;
    }

    private void trainOn(ScenarioEnvironment environment, LabelledTransaction legitimate) {
        environment.step("Weeks later the next model is trained on live vectors and labels");
        environment.payRest();
        environment.command("retrain", "--store", folder.resolve("store").toString(), "--label-maturity", "3d");
        String challenger = environment.announced();

        environment.step("The challenger scores the same transactions, but does not decide");
        Decision watched = environment.pay(
                legitimate,
                decision -> decision.scoring().rulesAndChallenger().challenger() != null
                        && decision.scoring()
                                .rulesAndChallenger()
                                .challenger()
                                .bundleId()
                                .equals(challenger));
        transcript.result(line(watched));
        transcript.result("challenger: "
                + Objects.toString(watched.scoring().rulesAndChallenger().challenger()));

        environment.step("The challenger passes the gate and becomes champion, without a restart");
        environment.command(
                "bundle",
                "promote",
                challenger,
                "--champion-bundle",
                folder.resolve("champion.zip").toString(),
                "--label-maturity",
                "3d");
        transcript.result(line(environment.pay(
                legitimate, decision -> decision.scoring().model().bundleId().equals(challenger))));
    }

    private static String line(Decision decision) {
        String detail = decision.policy().causeDetail() == null
                ? ""
                : ", " + decision.policy().causeDetail();
        return decision.transactionId() + ": " + decision.outcome() + " (" + decision.cause() + detail + ") by bundle "
                + decision.scoring().model().bundleId();
    }
}
