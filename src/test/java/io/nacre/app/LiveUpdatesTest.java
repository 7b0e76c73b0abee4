package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nacre.app.job.LocalFlink;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.RuleHit;
import io.nacre.feature.Payments;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job over a real broker applies a rule and bundles while it processes transactions, without a restart. */
@Tag("end-to-end")
class LiveUpdatesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Bundle FIRST = TestBundles.catalogueBundle();
    private static final Bundle SECOND = TestBundles.anotherCatalogueBundle();

    private int sent;

    @Test
    void appliesRulesAndBundlesWithoutARestart(@TempDir Path folder) throws Exception {
        String first = folder.resolve("first.zip").toString();
        FIRST.write(folder.resolve("first.zip"));
        SECOND.write(folder.resolve("second.zip"));
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1);
            }
            LocalFlink flink = LocalFlink.local(folder.resolve("checkpoints"), 0, 2, null);
            FraudPipeline.define(
                    flink.env(),
                    KafkaTopics.of(kafka),
                    new JobSettings(FIRST, EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT));
            JobClient job = flink.env().executeAsync("live updates");
            try (TopicWriter<Transaction> payments = new TopicWriter<>(kafka, TopicCatalogue.TRANSACTIONS);
                    TopicReader<Decision> decisions = new TopicReader<>(kafka, TopicCatalogue.DECISIONS)) {
                await(
                        payments,
                        decisions,
                        decision -> decision.scoring().model().bundleId().equals(FIRST.id()));

                run(broker, "rules publish any --expression true --description s --owner o --outcome review");
                run(broker, "rules publish any --stage shadow");
                run(broker, "bundle publish " + folder.resolve("second.zip") + " --store " + folder.resolve("store"));
                Decision watched = await(
                        payments,
                        decisions,
                        decision -> decision.scoring().rulesAndChallenger().challenger() != null
                                && !decision.scoring()
                                        .rulesAndChallenger()
                                        .rules()
                                        .isEmpty());
                assertThat(watched.scoring().rulesAndChallenger().challenger().bundleId())
                        .isEqualTo(SECOND.id());
                assertThat(watched.scoring().rulesAndChallenger().rules())
                        .extracting(RuleHit::ruleId, RuleHit::shadow)
                        .containsExactly(tuple("any", true));
                assertThat(watched.scoring().model().bundleId()).isEqualTo(FIRST.id());

                run(broker, "bundle promote " + SECOND.id() + " --skip-gate --champion-bundle " + first);
                Decision decided = await(
                        payments,
                        decisions,
                        decision -> decision.scoring().model().bundleId().equals(SECOND.id()));
                assertThat(decided.scoring().rulesAndChallenger().challenger()).isNull();
            } finally {
                job.cancel().get();
            }
        }
    }

    /** Pays until a decision is as it should be. */
    private Decision await(
            TopicWriter<Transaction> payments, TopicReader<Decision> decisions, Predicate<Decision> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        List<Decision> found = new ArrayList<>();
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            payments.write(Payments.payment("t" + sent, "acct" + sent % 7, Payments.START_MS + sent));
            sent++;
            payments.flush();
            decisions.poll(Duration.ofMillis(100), record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read && wanted.test(read.value())) {
                    found.add(read.value());
                }
            });
        }
        assertThat(found).as("decisions after %d payments", sent).isNotEmpty();
        return found.get(0);
    }

    private static void run(LocalBroker broker, String line) {
        CliRun cliRun = CliRun.of(line + " --bootstrap-servers " + broker.brokers());

        assertThat(cliRun.code()).as(cliRun.err()).isZero();
    }
}
