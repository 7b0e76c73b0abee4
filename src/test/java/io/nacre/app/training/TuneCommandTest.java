package io.nacre.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.app.CliRun;
import io.nacre.codec.Samples;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.ModelScore;
import io.nacre.decision.ScoringResult;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Trail;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tuning a bundle, and scoring once more what it scored, by command: on a file and on a broker. */
@Tag("broker")
class TuneCommandTest {

    private static final Bundle BUNDLE = TestBundles.catalogueBundle();
    private static final long START_MS = BUNDLE.provenance().trainedTo().toEpochMilli();
    private static final long DAY_MS = 86_400_000L;

    @TempDir
    private static Path folder;

    private static LocalBroker broker;

    @BeforeAll
    static void start() throws Exception {
        BUNDLE.write(folder.resolve("bundle"));
        Files.writeString(folder.resolve("mapping.yaml"), """
                transaction:
                  id: id
                  time: {column: when, format: "epoch-seconds"}
                  account: account
                  amount: amount
                  currency: currency
                  channel: {constant: CARD_NOT_PRESENT}
                label:
                  column: fraud
                  fraud: ["1"]
                  legitimate: ["0"]
                  delay-days: 7
                """);
        broker = LocalBroker.start(folder.resolve("broker"), 0);
        try (TopicSetup topics = new TopicSetup(KafkaSettings.of(broker.brokers()))) {
            topics.create(1);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void proposesThresholdsBesideTodaysAndWritesAnotherBundle() throws IOException {
        CliRun tuned = tune("eur.csv", "EUR", "EUR", "tuned.zip");

        assertThat(tuned.err()).isEmpty();
        assertThat(tuned.out())
                .contains("held out: 300 transactions with 30 frauds", "amounts in EUR", "current", "proposed")
                .containsPattern("alerts per day +\\d")
                .containsPattern("total cost per day +\\d");
        Bundle written = Bundle.read(folder.resolve("tuned.zip"));
        assertThat(written.provenance().parent()).isEqualTo(BUNDLE.id());
        assertThat(written.id()).isNotEqualTo(BUNDLE.id());
        assertThat(written.thresholds().review())
                .isLessThanOrEqualTo(written.thresholds().decline());
        assertThat(written.thresholds().anomaly()).isEqualTo(BUNDLE.thresholds().anomaly());
        assertThat(written.metrics()).containsKey("tuned.cost_a_day");
        assertThat(Bundle.read(folder.resolve("bundle")).id()).isEqualTo(BUNDLE.id());
        assertThat(Files.readString(folder.resolve("tuned.zip.tune.html")))
                .contains("<svg", "Cost of each capacity", "proposed", BUNDLE.id(), written.id())
                .doesNotContain("<script", "http");
    }

    @Test
    void keepsToWhatAnalystsCanLookAt() throws IOException {
        tune("few.csv", "EUR", "EUR", "few.zip", "--analysts", "2", "--alerts-per-analyst", "1.5");

        assertThat(Bundle.read(folder.resolve("few.zip")).metrics().get("tuned.alerts_a_day"))
                .isPositive()
                .isLessThanOrEqualTo(3);
    }

    @Test
    void reportsForPrograms() throws IOException {
        JsonNode report =
                tune("json.csv", "EUR", "EUR", "json.zip", "--output", "json").json();

        Bundle written = Bundle.read(folder.resolve("json.zip"));
        assertThat(report.at("/bundle_id").asText()).isEqualTo(written.id());
        assertThat(report.at("/parent").asText()).isEqualTo(BUNDLE.id());
        assertThat(report.at("/transaction_count").longValue()).isEqualTo(300);
        assertThat(report.at("/fraud_count").longValue()).isEqualTo(30);
        assertThat(report.at("/currency").asText()).isEqualTo("EUR");
        assertThat(report.at("/current/review_threshold").doubleValue())
                .isEqualTo(BUNDLE.thresholds().review());
        assertThat(report.at("/proposed/review_threshold").doubleValue())
                .isEqualTo(written.thresholds().review());
        assertThat(report.at("/proposed/alerts_per_day").doubleValue())
                .isEqualTo(written.metrics().get("tuned.alerts_a_day"));
        assertThat(report.at("/proposed/total_cost_per_day").doubleValue())
                .isLessThanOrEqualTo(report.at("/current/total_cost_per_day").doubleValue());
    }

    @Test
    void choosesAChallengeThresholdThatHoldsFraudRates() throws IOException {
        String[] options = {
            "--output", "json", "--challenge", "--challenge-pass-rate", "1", "--fraud-rate-limit", "250=90"
        };
        JsonNode report =
                tune("challenge.csv", "EUR", "EUR", "challenge.zip", options).json();

        Bundle written = Bundle.read(folder.resolve("challenge.zip"));
        assertThat(written.thresholds().hasChallenge()).isTrue();
        assertThat(report.at("/proposed/challenge_threshold").doubleValue())
                .isEqualTo(written.thresholds().challenge());
        assertThat(report.at("/current/challenge_threshold").doubleValue())
                .isEqualTo(BUNDLE.thresholds().review());
        assertThat(report.at("/proposed/challenges_per_day").doubleValue()).isPositive();
        assertThat(report.at("/fraud_rates")).hasSize(1);
        assertThat(report.at("/fraud_rates/0/amount_up_to").doubleValue()).isEqualTo(250);
        assertThat(report.at("/fraud_rates/0/rate_limit").doubleValue()).isEqualTo(0.9);

        CliRun text = tune("held.csv", "EUR", "EUR", "held.zip", "--challenge", "--hold-fraud-rates");
        assertThat(text.out())
                .contains("challenge threshold", "fraud rate by amount with its upper bound")
                .containsPattern("0 to 100 +0.130 % .* no transaction held");
        assertThat(Files.readString(folder.resolve("held.zip.tune.html")))
                .contains("Fraud rates without a challenge", "A challenge costs 0.50; 92 %");
    }

    @Test
    void refusesImpossibleChallenges() throws IOException {
        assertThat(tune("a.csv", "EUR", "EUR", "a.zip", "--hold-fraud-rates").err())
                .contains("--hold-fraud-rates is set without --challenge");
        assertThat(tune("a.csv", "EUR", "EUR", "a.zip", "--challenge", "--challenge-liability", "2")
                        .err())
                .contains("liability is 2.0, but must be 0 to 1");
        assertThat(tune("a.csv", "EUR", "EUR", "a.zip", "--fraud-rate-limit", "100=101")
                        .err())
                .contains("--fraud-rate-limit: fraud rate limit is 1.01, but must be 0 to 1");
    }

    @Test
    void countsTheTransactionsWhileItReads() throws IOException {
        List<String> words = words("progress.csv", "EUR", "EUR", "progress.zip");

        assertThat(CliRun.withProgress(words).progressLines("transactions read"))
                .isEqualTo(300);
    }

    @Test
    void addsSeveralCurrenciesOnlyByTheirRates() throws IOException {
        assertThat(tune("none.csv", "EUR", "USN", "none.zip").err())
                .contains("in USN, which has no exchange rate", "--rate USN=");
        assertThat(tune("two.csv", "EUR", "USD", "two.zip").out())
                .contains("amounts are in EUR, converted by the approximate rates of 2025-06-30");
        assertThat(tune("given.csv", "EUR", "USD", "given.zip", "--currency", "EUR", "--rate", "USD=0.9")
                        .out())
                .contains("amounts in EUR", "1 given rate, else the approximate rates of 2025-06-30");
        Path file = Files.writeString(folder.resolve("rates.properties"), "USD = 0,9\n");
        assertThat(tune("file.csv", "EUR", "USD", "file.zip", "--currency", "EUR", "--rates", file.toString())
                        .err())
                .contains("the rate of USD is '0,9': use a number with a point");
        assertThat(tune("code.csv", "EUR", "USD", "code.zip", "--currency", "EURO")
                        .err())
                .contains("'EURO' is not a currency code: use ISO 4217");
    }

    @Test
    void refusesWhatMakesNoSenseWithTheRemedy() {
        List<String> start = List.of("tune", "--bundle", file("bundle"), "--out", file("no.zip"));

        assertThat(run(start).err()).contains("set either --data with --mapping, or --bootstrap-servers");
        assertThat(run(start).code()).isEqualTo(2);
        assertThat(run(start, "--data", "x.csv").err()).contains("--data is set without --mapping");
        assertThat(run(start, "--data", "x.csv", "--mapping", "m", "--analysts", "3")
                        .err())
                .contains("only one of --analysts and --alerts-per-analyst is set");
        assertThat(run(start, "--bootstrap-servers", broker.brokers()).err()).contains("set --currency EUR");
        assertThat(run(
                                List.of("tune", "--bundle", file("bundle"), "--out", file("bundle"), "--data", "x"),
                                "--mapping",
                                "m")
                        .err())
                .contains("which is never overwritten");
        assertThat(folder.resolve("no.zip")).doesNotExist();
    }

    @Test
    void tunesByWhatWasServedAndScoresItOnceMore() throws IOException {
        serve();

        CliRun tuned = CliRun.withProgress(List.of(
                "tune",
                "--bundle",
                file("bundle"),
                "--out",
                file("served.zip"),
                "--bootstrap-servers",
                broker.brokers(),
                "--currency",
                "EUR",
                "--label-maturity",
                "0s"));

        assertThat(tuned.progressLines("examples read"))
                .as("400 examples are read twice")
                .isEqualTo(tuned.err().lines().count())
                .isEqualTo(800);
        assertThat(tuned.out()).contains("held out: 200 transactions with 20 frauds");
        CliRun again = run(
                List.of("explain", "decided", "t7", "--vector", "--bundle", file("bundle")),
                "--bootstrap-servers",
                broker.brokers());
        assertThat(again.out()).contains("scored again: identical trail", "amount.log");
        assertThat(run(
                                List.of("explain", "decided", "t8", "--bundle", file("bundle")),
                                "--bootstrap-servers",
                                broker.brokers())
                        .out())
                .contains("scored again: different trail and score");
        CliRun wrong = run(
                List.of("explain", "decided", "t7", "--bundle", file("served.zip")),
                "--bootstrap-servers",
                broker.brokers());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("bundle " + BUNDLE.id() + " made the decision, but --bundle is ");
    }

    /** What the bundle finds most suspicious turned out to be fraud; the decision on t8 has another vector's trail. */
    private static void serve() {
        Engine engine = BUNDLE.engine(EngineKind.COMPILED);
        try (TopicWriter<Example> examples = writer(TopicCatalogue.EXAMPLES);
                TopicWriter<Decision> decisions = writer(TopicCatalogue.DECISIONS)) {
            for (int i = 0; i < 200; i++) {
                long atMs = START_MS + i * DAY_MS / 20;
                float[] vector = vector(i);
                double score = engine.score(vector).score();
                Label label = new Label("t" + i, "a", i % 10 == 0, atMs + 9, Label.Source.VERDICT);
                examples.write(new Example("t" + i, "a", atMs, Layers.fingerprint(), vector, score, null));
                examples.write(new Example("t" + i, "a", atMs, Layers.fingerprint(), null, null, label));
            }
            decisions.write(decided("t7", engine.score(vector(7))));
            decisions.write(decided("t8", engine.score(vector(9))));
        }
    }

    private static <T> TopicWriter<T> writer(Topic<T> topic) {
        return new TopicWriter<>(KafkaSettings.of(broker.brokers()), topic);
    }

    private static Decision decided(String id, Trail trail) {
        Decision any = new Samples(3).decision();
        return new Decision(
                id,
                "a",
                any.eventTimeMs(),
                any.policy(),
                new ScoringResult(new ModelScore(trail, List.of(), null, BUNDLE.id())),
                false,
                any.decidedAtMs(),
                any.origin());
    }

    private static float[] vector(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.abs(random.nextGaussian());
        }
        return vector;
    }

    private static CliRun tune(String name, String currency, String other, String out, String... more)
            throws IOException {
        return run(words(name, currency, other, out), more);
    }

    private static List<String> words(String name, String currency, String other, String out) throws IOException {
        StringBuilder csv = new StringBuilder("id,when,account,amount,currency,fraud\n");
        for (int i = 0; i < 300; i++) {
            csv.append("p")
                    .append(i)
                    .append(',')
                    .append(START_MS / 1000 + i * 3_600L)
                    .append(",a");
            csv.append(i % 40).append(',').append(10 + i * 37 % 500).append(".5,");
            csv.append(i % 2 == 0 ? currency : other)
                    .append(',')
                    .append(i % 10 == 3 ? 1 : 0)
                    .append('\n');
        }
        Files.writeString(folder.resolve(name), csv);
        return List.of(
                "tune",
                "--bundle",
                file("bundle"),
                "--out",
                file(out),
                "--data",
                file(name),
                "--mapping",
                file("mapping.yaml"));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static CliRun run(List<String> start, String... more) {
        List<String> words = new ArrayList<>(start);
        words.addAll(List.of(more));
        return CliRun.of(words);
    }
}
