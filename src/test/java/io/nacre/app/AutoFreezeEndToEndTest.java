package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Framing;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.feature.Payments;
import io.nacre.guarantee.Evidence;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold over a real broker: ordered by the job, kept over the loss of all its state, ended by a person. */
@Tag("end-to-end")
class AutoFreezeEndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void anAutomaticFreezeIsWrittenOnceSurvivesTheJobAndEndsWithARelease(@TempDir Path folder) throws Exception {
        LocalBroker broker = LocalBroker.start(folder.resolve("broker"));
        try {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            live(kafka, folder);

            List<Decision> decisions = Evidence.read(kafka, Set.of()).decisions();
            assertThat(decisions)
                    .extracting(Decision::cause)
                    .containsExactly(Cause.SCORE, Cause.FROZEN, Cause.FROZEN, Cause.SCORE, Cause.SCORE);
            assertThat(decisions.get(1).policy().causeDetail()).startsWith("FREEZE by nacre: ");
            List<AccountAction> actions = new ArrayList<>();
            TopicRecords.each(kafka, TopicCatalogue.ACCOUNT_ACTIONS, actions::add);
            assertThat(actions)
                    .extracting(AccountAction::actorType)
                    .containsExactly(AccountAction.ActorType.SYSTEM, AccountAction.ActorType.PERSON);
        } finally {
            broker.close();
        }
    }

    private static void live(KafkaSettings kafka, Path folder) throws Exception {
        ClusterHarness job = ClusterHarness.start(kafka, suspicious(), folder.resolve("one"), null);
        try (Sender sender = new Sender(kafka);
                Answers answers = new Answers(kafka);
                GroupProgress progress = new GroupProgress(kafka)) {
            pay(1, sender, answers);
            // The checkpoint that has taken up the payment has written the hold; the next one has taken up the hold.
            progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
            progress.await(List.of(TopicCatalogue.ACCOUNT_ACTIONS), PATIENCE);
            pay(2, sender, answers);
            progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
            job.kill();

            job = ClusterHarness.start(kafka, suspicious(), folder.resolve("two"), null);
            pay(3, sender, answers);
            release(kafka);
            progress.await(List.of(TopicCatalogue.ACCOUNT_ACTIONS), PATIENCE);
            pay(4, sender, answers);
            pay(5, sender, answers);
        } finally {
            job.close();
        }
    }

    /** Declines everything, and holds whoever is declined. */
    private static JobSettings suspicious() {
        Bundle bundle = TestBundles.with(new Thresholds(0, 0), TestBundles.catalogueBundle());
        return new JobSettings(bundle, EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT)
                .with(new AutoFreezePolicy(1e-12, Duration.ofDays(1).toMillis(), 10, 1));
    }

    private static void pay(int number, Sender sender, Answers answers) throws Exception {
        sender.send(List.of(new LabelledTransaction(
                Payments.payment("t" + number, "acct", Payments.START_MS + number), null, null)));
        answers.await(number);
    }

    private static void release(KafkaSettings kafka) {
        long nowMs = Payments.START_MS + 100;
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(new AccountAction(
                    "acct", AccountAction.Type.RELEASE, nowMs, "ann", "customer confirmed", nowMs, null));
        }
    }
}
