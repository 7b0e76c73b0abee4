package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Outcome;
import io.nacre.decision.StandIn;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.AccountProfile;
import io.nacre.secret.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What an analyst orders by command, on a broker. */
@Tag("broker")
@TestInstance(Lifecycle.PER_CLASS)
class AccountControlCommandsTest {

    private LocalBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = LocalBroker.start(folder);
        KafkaSettings kafka = KafkaSettings.of(broker.brokers());
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
        try (TopicWriter<AccountProfile> profiles = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_PROFILES)) {
            profiles.write(new AccountProfile("C-1", 1_700_000_000_000L, null, null, null, null, Map.of()));
        }
        StandIn.Answer answer = new StandIn.Answer(
                Outcome.APPROVE, StandIn.Basis.AMOUNT, null, StandIn.Reason.JOB_DOWN, 1_700_000_000_000L);
        try (TopicWriter<StandIn> standIns = new TopicWriter<>(kafka, TopicCatalogue.STAND_INS)) {
            standIns.write(
                    new StandIn("t-1", "C-5", 1_700_000_000_000L, answer, "g-1", Sha256.hex(new byte[] {1}), null));
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void freezesAndReleasesAnAccountWithActorTimeAndReason() {
        assertThat(run("account release C-1 --reason none").err()).contains("there is nothing to release");

        assertThat(run("account freeze C-1 --reason mules --actor ann --scope both --for 48h")
                        .code())
                .isZero();
        assertThat(run("account show C-1").out())
                .startsWith("C-1 is FROZEN")
                .contains("FREEZE of BOTH by ann until ", ": mules");

        assertThat(run("account release C-1 --reason explained --actor bob").code())
                .isZero();
        assertThat(run("account show C-1").out())
                .startsWith("C-1 is RELEASED")
                .contains("RELEASE by bob until ", ": explained");
        assertThat(run("account release C-1 --reason again").code()).isEqualTo(1);
    }

    /** Once, nothing could be ordered after a version that was set too high. */
    @Test
    void aVersionAheadDoesNotBlockLaterActions() {
        long nowMs = System.currentTimeMillis();
        long aheadMs = nowMs + Duration.ofHours(20).toMillis();
        KafkaSettings kafka = KafkaSettings.of(broker.brokers());
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS);
                TopicWriter<ListEntry> entries = new TopicWriter<>(kafka, TopicCatalogue.LISTS)) {
            actions.write(new AccountAction("C-2", AccountAction.Type.FREEZE, aheadMs, "eve", "ahead", nowMs, null));
            actions.write(new AccountAction(
                    "C-3", AccountAction.Type.RELEASE, Long.MAX_VALUE, "eve", "for ever", nowMs, null));
            entries.write(new ListEntry(
                    ListEntry.ListType.ALLOW,
                    ListEntry.Subject.DEVICE,
                    "dev-ahead",
                    ListEntry.Change.ADD,
                    aheadMs,
                    "eve",
                    "ahead",
                    nowMs,
                    null));
        }

        assertThat(run("account release C-2 --reason explained").code()).isZero();
        assertThat(run("account show C-2").out()).startsWith("C-2 is RELEASED");
        assertThat(run("account freeze C-3 --reason stolen --force").code()).isZero();
        assertThat(run("account show C-3").out()).startsWith("C-3 is FROZEN");
        assertThat(run("lists remove allow device dev-ahead --reason wrong").code())
                .isZero();
        assertThat(run("lists show").out()).doesNotContain("dev-ahead");
    }

    @Test
    void listsAreWrittenAndShown() {
        assertThat(run("lists add block ip 10.7.3.0/24 --reason testing --actor ann")
                        .code())
                .isZero();
        assertThat(run("lists add watch merchant mer-17 --reason disputes --actor ann --for 7d")
                        .code())
                .isZero();
        assertThat(run("lists show").out())
                .contains("BLOCK IP 10.7.3.0/24 by ann: testing", "WATCH MERCHANT mer-17 until ", " by ann: disputes");

        assertThat(run("lists remove block ip 10.7.3.0/24 --reason over").code())
                .isZero();
        assertThat(run("lists show").out()).doesNotContain("10.7.3.0").contains("mer-17");
        assertThat(run("lists remove block ip 10.7.3.0/24 --reason over").err()).contains("has no entry for IP");
    }

    @Test
    void anActionOnAnUnknownAccountIsRejectedUnlessForced() {
        for (String order : List.of("account freeze C-l", "lists add block account C-l", "erase account C-l")) {
            CliRun refused = run(order + " --reason mules");

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("account C-l was never seen: not in fraud.alerts; not in fraud.decisions; not in"
                            + " payments.account-profiles; not in fraud.stand-ins. Check the id, or give --force");
        }
        assertThat(run("account show C-l").out()).startsWith("C-l is ACTIVE");

        assertThat(run("account freeze C-l --reason mules --force").code()).isZero();
        assertThat(run("account show C-l").out()).startsWith("C-l is FROZEN");
        assertThat(run("lists add block account C-1 --reason seen").code()).isZero();
    }

    /** Its first transaction came while the job was down. */
    @Test
    void anAccountWithOnlyAStandInExists() {
        assertThat(run("account freeze C-5 --reason mules").code()).isZero();
        assertThat(run("account show C-5").out()).startsWith("C-5 is FROZEN");
    }

    @Test
    void aVeryLargeBlockIsListedOnlyWhenForced() {
        CliRun refused = run("lists add allow ip 0.0.0.0/0 --reason everybody");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("'0.0.0.0/0' is a very large block: use blocks of /16 or longer");
        assertThat(run("lists show").out()).doesNotContain("0.0.0.0/0");
        assertThat(run("lists add watch ip 0.0.0.0/0 --reason everybody --force")
                        .code())
                .isZero();
        assertThat(run("lists remove watch ip 0.0.0.0/0 --reason over").code()).isZero();
    }

    @Test
    void rejectsUnmatchableListEntriesEvenWhenForced() {
        assertThat(run("lists add block country UK --reason fraud --force").err())
                .contains("'UK' is not an assigned ISO 3166-1 code: use one, such as FR or GB");
        assertThat(run("lists add block ip 127.0.0.1 --reason fraud --force").err())
                .contains("'127.0.0.1' is a reserved address");
    }

    private CliRun run(String line) {
        return CliRun.of(line + " --bootstrap-servers " + broker.brokers());
    }
}
