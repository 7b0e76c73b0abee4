package io.nacre.console.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.MutableClock;
import io.nacre.app.CliRun;
import io.nacre.console.audit.ChainReport.Fault;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicRewriter;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The audit log on a broker: each test has topics of its own, by their prefix. */
@Tag("broker")
@TestInstance(Lifecycle.PER_CLASS)
class AuditLogTest {

    private static final long NOW_MS = System.currentTimeMillis();

    private final MutableClock clock = new MutableClock(NOW_MS);
    private LocalBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = LocalBroker.start(folder);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void aChainGoesOnAfterARestartOfTheConsole() throws Exception {
        KafkaSettings kafka = topics("restart.");
        List<AuditEntry> written = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (AuditLog log = AuditLog.open(kafka, "one", clock)) {
                List<CompletableFuture<AuditEntry>> waiting = new ArrayList<>();
                for (int i = 0; i < 700; i++) {
                    waiting.add(log.append("ann", "read", "i-" + i, "number 4111111111111111"));
                }
                for (CompletableFuture<AuditEntry> each : waiting) {
                    written.add(done(each));
                }
            }
        }

        assertThat(entries(kafka)).isEqualTo(written).hasSize(1_400);
        assertThat(written).extracting(AuditEntry::sequence).startsWith(1L, 2L).endsWith(1_400L);
        assertThat(written.get(0).detail()).isEqualTo("number ****************");
        assertThat(verify(kafka))
                .singleElement()
                .satisfies(report -> assertThat(report.isValid()).isTrue());
    }

    @Test
    void everyConsoleHasItsOwnChainAndAnInvalidEntryBreaksNone() throws Exception {
        KafkaSettings kafka = topics("two.");
        try (AuditLog one = AuditLog.open(kafka, "one", clock);
                AuditLog two = AuditLog.open(kafka, "two", clock)) {
            done(one.append("ann", "login", null, null));
            done(two.append("bob", "login", null, null));
            CompletableFuture<AuditEntry> invalid = one.append(" ", "login", null, null);
            assertThatThrownBy(() -> done(invalid)).hasRootCauseInstanceOf(IllegalArgumentException.class);
            done(one.append("ann", "logout", null, null));
        }

        assertThat(verify(kafka))
                .allMatch(ChainReport::isValid)
                .extracting(ChainReport::entryCount)
                .containsExactly(2L, 1L);
    }

    @Test
    void ofTwoProcessesWithTheSameIdOnlyOneGoesOn() throws Exception {
        KafkaSettings kafka = topics("fenced.");
        try (AuditLog first = AuditLog.open(kafka, "one", clock)) {
            done(first.append("ann", "login", null, null));
            try (AuditLog second = AuditLog.open(kafka, "one", clock)) {
                done(second.append("ann", "read", "i-1", null));

                CompletableFuture<AuditEntry> late = first.append("ann", "read", "i-2", null);
                assertThatThrownBy(() -> done(late))
                        .hasMessageContaining("another process writes the audit log of console one");
                assertThat(first.refusal()).contains("stop one of the two");
                CompletableFuture<AuditEntry> later = first.append("ann", "read", "i-3", null);
                assertThatThrownBy(() -> done(later)).hasMessageContaining("another process");
            }
        }

        assertThat(entries(kafka)).extracting(AuditEntry::subject).containsExactly(null, "i-1");
        assertThat(verify(kafka)).allMatch(ChainReport::isValid);
    }

    /** As after a pause in which the broker ended the transaction: nobody else writes, so the log goes on. */
    @Test
    void aProcessThatLostItsTransactionalIdToNobodyGoesOn() throws Exception {
        KafkaSettings kafka = topics("paused.");
        try (AuditLog log = AuditLog.open(kafka, "one", clock)) {
            done(log.append("ann", "login", null, null));
            AuditLog.open(kafka, "one", clock).close();

            CompletableFuture<AuditEntry> denied = log.append("ann", "read", "i-1", null);
            assertThatThrownBy(() -> done(denied)).hasMessageContaining("the entry is not in the audit log");
            assertThat(done(log.append("ann", "read", "i-2", null)).sequence()).isEqualTo(2);
            assertThat(log.refusal()).isNull();
        }

        assertThat(verify(kafka)).allMatch(ChainReport::isValid);
    }

    /** The broker has committed, but the console got no answer. */
    @Test
    void aWriteThatArrivedWithoutAnAnswerIsRecognised() throws Exception {
        KafkaSettings kafka = topics("arrived.");
        AtomicInteger commits = new AtomicInteger();
        try (AuditLog log = AuditLog.open(kafka, "one", clock, producer -> {
            producer.commitTransaction();
            if (commits.incrementAndGet() == 2) {
                throw new TimeoutException("no answer");
            }
        })) {
            for (int i = 1; i <= 3; i++) {
                assertThat(done(log.append("ann", "read", "i-" + i, null)).sequence())
                        .isEqualTo(i);
            }
        }

        assertThat(commits).hasValue(3);
        assertThat(entries(kafka)).hasSize(3);
        assertThat(verify(kafka)).allMatch(ChainReport::isValid);
    }

    /** The producer gave up before the commit, so its open transaction must never appear. */
    @Test
    void aWriteThatDidNotArriveIsReportedAndTheChainGoesOn() throws Exception {
        KafkaSettings kafka = topics("lost.");
        AtomicInteger commits = new AtomicInteger();
        try (AuditLog log = AuditLog.open(kafka, "one", clock, producer -> {
            if (commits.incrementAndGet() == 2) {
                producer.flush();
                throw new TimeoutException("no answer");
            }
            producer.commitTransaction();
        })) {
            done(log.append("ann", "read", "i-1", null));
            CompletableFuture<AuditEntry> lost = log.append("ann", "read", "i-lost", null);
            assertThatThrownBy(() -> done(lost)).hasMessageContaining("the entry is not in the audit log: no answer");
            assertThat(done(log.append("ann", "read", "i-2", null)).sequence()).isEqualTo(2);
        }

        assertThat(entries(kafka)).extracting(AuditEntry::subject).containsExactly("i-1", "i-2");
        assertThat(verify(kafka)).allMatch(ChainReport::isValid);
    }

    @Test
    void theChainIsValidAndGoesOnAfterAnErasure() throws Exception {
        KafkaSettings kafka = topics("erased.");
        try (AuditLog log = AuditLog.open(kafka, "one", clock)) {
            for (int i = 1; i <= 5; i++) {
                done(log.append("ann", "read", "a-" + i, null));
            }

            TopicRewriter.changed(
                    kafka,
                    TopicCatalogue.AUDIT,
                    entry -> 0,
                    entry -> "a-2".equals(entry.subject()) ? entry.erased() : entry);

            done(log.append("ann", "read", "a-6", null));
        }
        try (AuditLog log = AuditLog.open(kafka, "one", clock)) {
            assertThat(done(log.append("ann", "read", "a-7", null)).sequence()).isEqualTo(7);
        }

        ChainReport report = verify(kafka).get(0);
        assertThat(report.isValid()).isTrue();
        assertThat(report.entryCount()).isEqualTo(7);
        assertThat(report.erasedCount()).isEqualTo(1);
        assertThat(entries(kafka)).extracting(AuditEntry::subject).doesNotContain("a-2");
    }

    @Test
    void theCommandsListAndVerifyTheLog() throws Exception {
        KafkaSettings kafka = topics("cli.");
        List<AuditEntry> written = new ArrayList<>();
        try (AuditLog log = AuditLog.open(kafka, "one", clock)) {
            written.add(done(log.append("ann", "reveal", "a-1", "customer called")));
            written.add(done(log.append("bob", "verdict", "i-1", "FRAUD")));
            written.add(done(log.append("ann", "verdict", "i-2", null)));
        }

        assertThat(subjects("--actor ann")).containsExactly("a-1", "i-2");
        assertThat(subjects("--subject i-1")).containsExactly("i-1");
        assertThat(subjects("--last 1")).containsExactly("i-2");
        assertThat(subjects("--since 2100-01-01T00:00:00Z")).isEmpty();
        assertThat(run("audit list").out()).contains("customer called", "3 entries, 3 listed");
        String head = written.get(2).hash();
        CliRun valid = run("audit verify --expect-head one=" + head);
        assertThat(valid.code()).as(valid.out()).isZero();
        assertThat(valid.out()).contains("one: 3 entries", "valid, head " + head);
        assertThat(run("audit verify --expect-head gone=" + head).out())
                .contains("gone: 0 entries", "NOT valid: HEAD_MISSING at sequence 1");

        try (TopicWriter<AuditEntry> forger = new TopicWriter<>(kafka, TopicCatalogue.AUDIT)) {
            forger.write(new AuditChain("one", written.get(1)).next(NOW_MS, "eve", "login", null, null));
        }

        CliRun forged = run("audit verify --output json");
        assertThat(forged.code()).isEqualTo(1);
        JsonNode chain = requireNonNull(forged.json().get(0));
        assertThat(chain.at("/fault").asText()).isEqualTo(Fault.FORK.name());
        assertThat(chain.at("/fault_sequence").asLong()).isEqualTo(3);
    }

    private List<String> subjects(String options) {
        List<String> subjects = new ArrayList<>();
        run("audit list --output json " + options)
                .json()
                .forEach(entry -> subjects.add(entry.at("/subject").asText()));
        return subjects;
    }

    private CliRun run(String line) {
        return CliRun.of(line + " --topic-prefix cli. --bootstrap-servers " + broker.brokers());
    }

    private KafkaSettings topics(String prefix) {
        KafkaSettings kafka = KafkaSettings.of(broker.brokers()).withPrefix(prefix);
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
        return kafka;
    }

    private static AuditEntry done(CompletableFuture<AuditEntry> entry) throws Exception {
        try {
            return entry.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) requireNonNull(e.getCause());
        }
    }

    private static List<AuditEntry> entries(KafkaSettings kafka) {
        List<AuditEntry> entries = new ArrayList<>();
        TopicRecords.each(kafka, TopicCatalogue.AUDIT, entries::add);
        return entries;
    }

    private static List<ChainReport> verify(KafkaSettings kafka) {
        AuditVerifier verifier = new AuditVerifier();
        entries(kafka).forEach(verifier::add);
        return verifier.reports(Map.of());
    }
}
