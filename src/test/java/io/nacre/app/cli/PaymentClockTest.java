package io.nacre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.CliRun;
import io.nacre.codec.Samples;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and the job have one notion of now, also where the payments are of another year. */
@Tag("broker")
class PaymentClockTest {

    /** Event time of the newest payment. */
    private static final Instant THEN = Instant.parse("2025-03-01T12:00:00Z");

    private static final long HOUR_MS = 3_600_000;

    private LocalBroker broker;
    private KafkaSettings kafka;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        broker = LocalBroker.start(folder);
        kafka = KafkaSettings.of(broker.brokers());
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void isTheHostClockIfPaymentsAreOfToday() {
        long before = System.currentTimeMillis();
        assertThat(PaymentClock.nowMs(kafka)).isGreaterThanOrEqualTo(before);

        decided(before - HOUR_MS / 2, before);
        decided(before - 400 * 24 * HOUR_MS, before);

        assertThat(PaymentClock.nowMs(kafka)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void anAccountFrozenInSimulatedTimeIsShownAsFrozenAndCanBeReleased() {
        long thenMs = THEN.toEpochMilli();
        decided(thenMs, System.currentTimeMillis());
        publish(new AccountAction(
                "C-1",
                AccountAction.Type.FREEZE,
                Scope.OUTGOING,
                thenMs,
                ActorType.SYSTEM,
                "nacre",
                "score 0.99",
                thenMs,
                thenMs + 24 * HOUR_MS));

        assertThat(run("account show C-1")).startsWith("C-1 is FROZEN");
        assertThat(run("account release C-1 --reason confirmed --actor ann")).contains("RELEASE requested by ann");
        assertThat(run("account show C-1")).startsWith("C-1 is RELEASED").contains("until 2025-03-31T");
        assertThat(run("account freeze C-1 --reason again --for 48h --force")).contains("FREEZE requested");
        assertThat(run("account show C-1")).startsWith("C-1 is FROZEN").contains("until 2025-03-03T");
    }

    private String run(String line) {
        CliRun cliRun = CliRun.of(line + " --bootstrap-servers " + broker.brokers());
        assertThat(cliRun.err()).isEmpty();
        return cliRun.out();
    }

    private void publish(AccountAction action) {
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(action);
        }
    }

    private void decided(long atMs, long decidedAtMs) {
        Decision like = new Samples(1).decision();
        try (TopicWriter<Decision> decisions = new TopicWriter<>(kafka, TopicCatalogue.DECISIONS)) {
            decisions.write(new Decision(
                    like.transactionId(),
                    "C-1",
                    atMs,
                    like.policy(),
                    like.scoring(),
                    false,
                    decidedAtMs,
                    like.origin()));
        }
    }
}
