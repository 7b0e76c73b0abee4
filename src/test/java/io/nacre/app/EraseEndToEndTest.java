package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.analyst.StateFileScanner;
import io.nacre.codec.Framing;
import io.nacre.decision.Decision;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import io.nacre.feature.Payments;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicRewriter;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.secret.ByteTextSearcher;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is erased from a running job: what was in its state is not there afterwards, and the others are. */
@Tag("end-to-end")
class EraseEndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GONE = "acct-of-the-erased";
    private static final String KEPT = "acct-of-the-others";

    private LocalBroker broker;

    @Test
    void anErasedAccountIsInNoSavepoint(@TempDir Path folder) throws Exception {
        broker = LocalBroker.start(folder.resolve("broker"));
        KafkaSettings kafka = KafkaSettings.of(broker.brokers());
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
        Path checkpoints = folder.resolve("checkpoints");
        ClusterHarness job = ClusterHarness.start(kafka, suspicious(), checkpoints, null);
        try (Sender sender = new Sender(kafka);
                Answers answers = new Answers(kafka);
                GroupProgress progress = new GroupProgress(kafka)) {
            live(kafka, sender, answers, progress);

            assertThat(holding(GONE, checkpoints))
                    .as("the scan sees what is there")
                    .isNotEmpty();
            assertThat(holding(GONE, job.savepoint(folder.resolve("before")))).isNotEmpty();

            eraseAndVerify(folder, job);

            assertErasedFromTheConsole(kafka);

            refusedByTheJob(kafka, progress);

            // Its next payment is one of a stranger: nothing is known of the ids that it had before.
            pay(GONE, 1, sender);
            answers.await(5);
            List<Decision> decisions = new ArrayList<>();
            TopicRecords.each(kafka, TopicCatalogue.DECISIONS, decisions::add);
            assertThat(decisions).hasSize(5).noneMatch(Decision::duplicate);
        } finally {
            job.close();
            broker.close();
        }
    }

    private void live(KafkaSettings kafka, Sender sender, Answers answers, GroupProgress progress) throws Exception {
        try (TopicWriter<AccountProfile> profiles = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_PROFILES);
                TopicWriter<Verdict> verdicts = new TopicWriter<>(kafka, TopicCatalogue.VERDICTS)) {
            profiles.write(new AccountProfile(GONE, Payments.START_MS, null, "DE", null, 600.0, Map.of()));
            verdicts.write(new Verdict(
                    GONE, "a-payment-to-come", null, Verdict.Finding.FRAUD, "ann", null, Payments.START_MS));
        }
        // Before it is frozen: an incident is opened of it, and at the device that both pay with.
        pay(GONE, 1, sender);
        pay(KEPT, 2, sender);
        answers.await(2);
        run("account freeze " + GONE + " --reason mules");
        pay(GONE, 3, sender);
        pay(KEPT, 4, sender);
        answers.await(4);
        record(kafka);
        progress.await(
                List.of(
                        TopicCatalogue.TRANSACTIONS,
                        TopicCatalogue.ACCOUNT_PROFILES,
                        TopicCatalogue.VERDICTS,
                        TopicCatalogue.ACCOUNT_ACTIONS),
                PATIENCE);
    }

    /** What analysts recorded at the console, on both accounts. */
    private static void record(KafkaSettings kafka) {
        try (TopicWriter<InvestigationRecord> records = new TopicWriter<>(kafka, TopicCatalogue.INVESTIGATIONS);
                TopicWriter<AuditEntry> entries = new TopicWriter<>(kafka, TopicCatalogue.AUDIT)) {
            for (InvestigationRecord.Content content : List.of(
                    new Note("n-1", "i-1", GONE, "called"),
                    new Note("n-2", "i-2", KEPT, "paid " + GONE + " before"),
                    new Note("n-3", "i-2", KEPT, "called"),
                    new Assignment("i-1", GONE, "ann", null, null, false, List.of(), null),
                    new Assignment("i-2", KEPT, "ann", null, null, false, List.of(), null),
                    new SavedView("ann", "mine", "q=" + GONE, false))) {
                records.write(new InvestigationRecord(1, "ann", Payments.START_MS, false, content));
            }
            entries.write(entry(1, GONE, null));
            entries.write(entry(2, KEPT, "paid " + GONE));
            entries.write(entry(3, KEPT, "explained"));
        }
    }

    private static AuditEntry entry(long sequence, String subject, @Nullable String detail) {
        String hash = "0".repeat(64);
        String salt = "0".repeat(32);
        return new AuditEntry(
                "console", sequence, Payments.START_MS, "ann", "read", subject, detail, salt, hash, hash, hash);
    }

    private static void assertErasedFromTheConsole(KafkaSettings kafka) throws Exception {
        Map<String, byte @Nullable []> current = new HashMap<>();
        try (OffsetRangeReader scan = new OffsetRangeReader(kafka, OffsetRangeReader.Isolation.READ_COMMITTED)) {
            scan.read(
                    scan.whole(kafka.nameOf(TopicCatalogue.INVESTIGATIONS)),
                    record -> current.put(new String(record.key(), UTF_8), record.value()));
        }
        assertThat(current).hasSize(6);
        assertThat(current.get("note/n-1")).as("tombstone").isNull();
        assertThat(current.get("assignment/i-1")).as("tombstone").isNull();
        List<InvestigationRecord> records = new ArrayList<>();
        TopicRecords.each(kafka, TopicCatalogue.INVESTIGATIONS, records::add);
        assertThat(records)
                .filteredOn(record -> record.version() == 2)
                .extracting(InvestigationRecord::content)
                .containsExactly(
                        new Note("n-2", "i-2", KEPT, "paid [erased] before"),
                        new SavedView("ann", "mine", "q=[erased]", false));
        List<AuditEntry> entries = new ArrayList<>();
        TopicRecords.each(kafka, TopicCatalogue.AUDIT, entries::add);
        assertThat(entries)
                .containsExactly(
                        entry(1, GONE, null).erased(), entry(2, KEPT, "x").erased(), entry(3, KEPT, "explained"));
    }

    private void eraseAndVerify(Path folder, ClusterHarness job) throws Exception {
        assertThat(run("erase account " + GONE + " --reason asked").err()).contains("is frozen; release it first");
        run("account release " + GONE + " --reason closed");

        CliRun erased = CliRun.withProgress(
                "erase account " + GONE + " --reason asked --bootstrap-servers " + broker.brokers());

        assertThat(erased.code()).as(erased.err()).isZero();
        assertThat(erased.out())
                .contains(
                        GONE + ": erased from the state of the job",
                        "fraud.decisions              each record is removed after 7 days")
                .doesNotContain("may not have read");
        assertThat(erased.err()).contains("11 records of topics without retention read");
        Path after = job.savepoint(folder.resolve("after"));
        assertThat(holding(GONE, after)).isEmpty();
        assertThat(holding(KEPT, after)).isNotEmpty();

        CliRun verify = run("erase verify " + GONE + " --state " + after);
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out())
                .contains(
                        "payments.transactions        2 records contain it",
                        "fraud.rules                  no records",
                        "fraud.audit                  no records",
                        after + ": 0 files contain it");
        assertThat(run("erase verify acct-of-nobody --state " + after).code()).isZero();
    }

    /** The command does not see the freeze, as where it is ordered a moment later; the job has read it. */
    private void refusedByTheJob(KafkaSettings kafka, GroupProgress progress) throws Exception {
        run("account freeze " + KEPT + " --reason mules");
        progress.await(List.of(TopicCatalogue.ACCOUNT_ACTIONS), PATIENCE);
        TopicRewriter.without(
                kafka,
                TopicCatalogue.ACCOUNT_ACTIONS,
                AccountAction::version,
                action -> action.accountId().equals(KEPT));

        CliRun refused = run("erase account " + KEPT + " --reason asked");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains(KEPT + " is not erased, because the job rejected the request: the"
                        + " account is frozen; release it");
    }

    private static List<Path> holding(String account, Path folder) throws Exception {
        return new StateFileScanner(new ByteTextSearcher(List.of(account))).files(folder);
    }

    private static void pay(String account, int number, Sender sender) throws Exception {
        sender.send(List.of(new LabelledTransaction(
                Payments.payment("t" + number, account, Payments.START_MS + number * 1_000L), null, null)));
    }

    private CliRun run(String line) {
        return CliRun.of(line + " --bootstrap-servers " + broker.brokers());
    }

    /** Reviews everything: every account has an incident. */
    private static JobSettings suspicious() {
        return new JobSettings(
                TestBundles.with(new Thresholds(0, 1), TestBundles.catalogueBundle()),
                EngineKind.COMPILED,
                IpDatabaseConfig.NONE,
                Framing.SINGLE_OBJECT);
    }
}
