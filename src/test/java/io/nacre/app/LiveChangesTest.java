package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Example;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.drift.DecileHistogram;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change what a running job does, against a broker. */
@Tag("end-to-end")
class LiveChangesTest {

    private static final Bundle FIRST = TestBundles.catalogueBundle();
    private static final Bundle SECOND = TestBundles.anotherCatalogueBundle();

    @TempDir
    private static Path folder;

    private static LocalBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(folder.resolve("broker"), 0);
        try (TopicSetup topics = new TopicSetup(KafkaSettings.of(broker.brokers()))) {
            topics.create(1);
        }
        FIRST.write(folder.resolve("first.zip"));
        SECOND.write(folder.resolve("second.zip"));
        Files.writeString(
                folder.resolve("frozen.csv"),
                "id,account,amount,at,fraud\n1,a,9.99,2026-02-01T00:00:00Z,0\n2,a,9.99,2026-02-02T00:00:00Z,1\n");
        Files.writeString(
                folder.resolve("frozen.yaml"),
                "transaction: {id: id, time: at, account: account, amount: amount,\n"
                        + "  currency: {constant: EUR}, channel: {constant: TRANSFER}}\n"
                        + "label: {column: fraud, fraud: ['1'], legitimate: ['0'], delay-days: 1}\n");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aRuleGoesItsWayStepByStep() {
        CliRun draft = run(
                "rules",
                "publish",
                "big",
                "--expression",
                "score > 0.5",
                "--description",
                "Big ones",
                "--owner",
                "payments",
                "--outcome",
                "review");
        assertThat(draft.out()).contains("rule big@1 is DRAFT");

        CliRun tooEarly = run("rules", "publish", "big", "--stage", "live");
        assertThat(tooEarly.code()).isEqualTo(1);
        assertThat(tooEarly.err()).contains("rule big@1 is DRAFT and cannot become LIVE: it may go to SHADOW");

        assertThat(run("rules", "publish", "big", "--stage", "shadow").code()).isZero();
        assertThat(run("rules", "publish", "big", "--stage", "live").out()).contains("rule big@1 is LIVE");
        assertThat(run("rules", "list").out()).contains("big@1", "LIVE", "Big ones", "score > 0.5");
        assertThat(run("rules", "report").out()).contains("precision");
        CliRun wrong = run(
                "rules",
                "publish",
                "big",
                "--expression",
                "scor > 0.5",
                "--description",
                "s",
                "--owner",
                "o",
                "--outcome",
                "review");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("line 1, column 1: there is no 'scor'; did you mean score?");
    }

    @Test
    void aBundleIsPromotedByWhatItCanDoAndRolledBackAtOnce() {
        serve();
        assertThat(publish("first.zip").code()).isZero();
        assertThat(run("bundle", "promote", FIRST.id()).err()).contains("--champion-bundle");
        CliRun promoted =
                CliRun.withProgress(words("bundle", "promote", FIRST.id(), "--champion-bundle", file("second.zip")));
        assertThat(promoted.progressLines("examples read"))
                .as("800 examples are read twice")
                .isEqualTo(1600);
        assertThat(promoted.out())
                .contains(
                        FIRST.id() + " is now the champion: on recent traffic average precision 1.0000 instead of 0.");

        CliRun drift = CliRun.withProgress(
                words("drift", "--bundle", file("first.zip"), "--since", "2027-01-01T00:00:00.200Z"));
        assertThat(drift.progressLines("examples read"))
                .as("800 examples are read for the baseline, and for the comparison")
                .isEqualTo(1600);
        assertThat(drift.out())
                .contains(
                        "because the bundle has no training statistics",
                        "compared with 200 live examples before",
                        "200 examples since",
                        "among 200 labelled transactions");
        FIRST.with(reference()).write(folder.resolve("reference.zip"));
        assertThat(run("drift", "--bundle", file("reference.zip")).out())
                .contains("compared with the training data of the bundle", "400 examples since")
                .contains("at or above the review threshold: 25.000 % in the baseline, ");
        assertThat(run("drift", "--bundle", file("reference.zip"), "--since", "2030-01-01T00:00:00Z")
                        .err())
                .contains("choose an earlier --since");

        assertThat(publish("second.zip").code()).isZero();
        CliRun refused = run("bundle", "promote", SECOND.id());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        SECOND.id() + " does not pass the gate: on recent traffic average precision 0.",
                        "instead of 1.0000");

        CliRun frozen = CliRun.withProgress(words(
                "bundle", "promote", SECOND.id(), "--data", file("frozen.csv"), "--mapping", file("frozen.yaml")));
        assertThat(frozen.progressLines("transactions read")).isEqualTo(2);
        assertThat(frozen.err()).contains("; on the frozen set 2 transactions with 1 frauds are too few to compare");

        assertThat(run("bundle", "promote", SECOND.id(), "--skip-gate").code()).isZero();
        assertThat(run("bundle", "rollback").out()).contains(FIRST.id() + " is the champion again");
        assertThat(run("bundle", "promote", "nobody").err()).contains("was not announced", FIRST.id());
    }

    private static DriftBaseline reference() {
        DecileHistogram decileHistogram = DecileHistogram.of(new float[] {0, 1}, new double[] {1, 1});
        return new DriftBaseline(Collections.nCopies(Layers.width(), decileHistogram), decileHistogram, 0.25, 0.5, 0.5);
    }

    /** What the first bundle finds suspicious turns out to be fraud. */
    private static void serve() {
        long atMs = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();
        Engine truth = FIRST.engine(EngineKind.COMPILED);
        List<float[]> vectors = Stream.iterate(0, i -> i + 1)
                .limit(400)
                .map(LiveChangesTest::vector)
                .toList();
        double[] scores = vectors.stream()
                .mapToDouble(vector -> truth.score(vector).score())
                .sorted()
                .toArray();
        try (TopicWriter<Example> examples =
                new TopicWriter<>(KafkaSettings.of(broker.brokers()), TopicCatalogue.EXAMPLES)) {
            for (int i = 0; i < vectors.size(); i++) {
                double score = truth.score(vectors.get(i)).score();
                boolean fraud = score >= scores[360];
                Label label = new Label("t" + i, "acct", fraud, atMs + 9, Label.Source.VERDICT);
                examples.write(
                        new Example("t" + i, "acct", atMs + i, Layers.fingerprint(), vectors.get(i), score, null));
                examples.write(new Example("t" + i, "acct", atMs + i, Layers.fingerprint(), null, null, label));
            }
        }
    }

    private static float[] vector(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static CliRun publish(String name) {
        return run("bundle", "publish", file(name), "--store", file("store"));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static CliRun run(String... arguments) {
        return CliRun.of(words(arguments));
    }

    private static List<String> words(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", broker.brokers()))
                .toList();
    }
}
