package io.nacre.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.console.store.IncidentTable.Counts;
import io.nacre.console.store.PaymentTable.EntityType;
import io.nacre.console.store.QueueFilter.Sort;
import io.nacre.console.store.QueueFilter.Status;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.Severity;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store, in SQLite and in a real PostgreSQL. */
@Tag("broker")
class ConsoleStoreTest {

    private static final long NOW_MS = 1_800_000_000_000L;
    private static final IncidentTable INCIDENTS = new IncidentTable(IncidentDueTimes.DEFAULT);

    @TempDir
    private static Path folder;

    private long offset;

    private static String newUrl(TestDatabases.Kind kind) {
        return TestDatabases.newUrl(kind, folder);
    }

    @ParameterizedTest
    @EnumSource
    void sortsTheQueueByExpectedLossAndFilters(TestDatabases.Kind kind) throws Exception {
        try (ConsoleDatabase database = ConsoleDatabase.open(newUrl(kind), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            add(writer, alert("inc-1", "a-1", "t-1", 50, Alert.Status.OPENED), NOW_MS - 1_000);
            add(writer, alert("inc-2", "a-2", "t-2", 20_000, Alert.Status.OPENED), NOW_MS - 3_000);
            add(writer, alert("inc-3", "a-3", "t-3", 700, Alert.Status.UPDATED), NOW_MS - 2_000);
            add(writer, alert("inc-4", "a-4", "t-4", 9_000, Alert.Status.CLOSED), NOW_MS);
            writer.commit();

            assertThat(ids(database, QueueFilter.OPEN, Sort.LOSS)).containsExactly("inc-2", "inc-3", "inc-1");
            assertThat(ids(database, QueueFilter.OPEN, Sort.OLDEST)).containsExactly("inc-2", "inc-3", "inc-1");
            assertThat(ids(database, QueueFilter.OPEN, Sort.NEWEST)).containsExactly("inc-1", "inc-3", "inc-2");
            assertThat(ids(database, filter(Status.CLOSED, Set.of(), null), Sort.LOSS))
                    .containsExactly("inc-4");
            assertThat(ids(database, filter(Status.ALL, Set.of(Severity.MEDIUM, Severity.HIGH), null), Sort.LOSS))
                    .containsExactly("inc-4", "inc-3");
            assertThat(ids(database, filter(Status.ALL, Set.of(), "A-3 inc"), Sort.LOSS))
                    .containsExactly("inc-3");
            assertThat(ids(database, filter(Status.ALL, Set.of(), "%"), Sort.LOSS))
                    .isEmpty();
            Counts counts = database.read(handle -> INCIDENTS.counts(handle, "ann", NOW_MS));
            assertThat(counts).isEqualTo(new Counts(3, 3, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hidesAnIncidentWithAVerdictUntilItGrows(TestDatabases.Kind kind) throws Exception {
        try (ConsoleDatabase database = ConsoleDatabase.open(newUrl(kind), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            Alert alert = alert("inc-1", "a-1", "t-1", 50, Alert.Status.OPENED);
            // In a rebuild, verdicts may come before their incidents.
            add(writer, alert.verdict(Verdict.Finding.FRAUD, null, "ann", null, 0), NOW_MS);
            add(writer, alert, NOW_MS);
            writer.commit();
            assertThat(ids(database, QueueFilter.OPEN, Sort.LOSS)).isEmpty();

            IncidentState grown = new IncidentState(
                    "inc-1",
                    Alert.Status.UPDATED,
                    alert.totals(),
                    alert.openedAtMs(),
                    alert.updatedAtMs() + 1,
                    IncidentScope.ACCOUNT);
            add(writer, new Alert(grown, alert.transaction()), NOW_MS);
            writer.commit();
            assertThat(ids(database, QueueFilter.OPEN, Sort.LOSS)).containsExactly("inc-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinsTransactionAndDecisionInAnyOrder(TestDatabases.Kind kind) throws Exception {
        Samples samples = new Samples(5);
        try (ConsoleDatabase database = ConsoleDatabase.open(newUrl(kind), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            for (int k = 0; k < 40; k++) {
                Transaction transaction = samples.transaction();
                Decision decision = decision(samples, transaction);
                Object[] order =
                        k % 2 == 0 ? new Object[] {transaction, decision} : new Object[] {decision, transaction};
                for (Object record : order) {
                    add(writer, record, NOW_MS);
                    writer.commit();
                }
                PaymentRow row =
                        database.read(handle -> PaymentTable.find(handle, transaction.accountId(), transaction.id()));
                assertThat(row.amount()).isEqualTo(transaction.amount());
                assertThat(row.details()).isEqualTo(PaymentDetails.of(transaction));
                assertThat(row.decision().outcome())
                        .isEqualTo(decision.outcome().name());
                assertThat(row.decision().score()).isEqualTo(decision.score());
                if (transaction.deviceId() != null) {
                    List<PaymentRow> ofDevice = database.read(handle ->
                            PaymentTable.of(handle, EntityType.DEVICE, transaction.deviceId(), Long.MAX_VALUE, 10));
                    assertThat(ofDevice).contains(row);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void addsThePaymentOfAnAlertThatCameFirst(TestDatabases.Kind kind) throws Exception {
        Transaction transaction = withMerchant();
        try (ConsoleDatabase database = ConsoleDatabase.open(newUrl(kind), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            add(writer, alert("inc-1", transaction.accountId(), transaction.id(), 50, Alert.Status.OPENED), NOW_MS - 7);
            writer.commit();
            assertThat(find(database, "inc-1").merchant()).isNull();
            add(writer, transaction, NOW_MS);
            writer.commit();

            IncidentRow row = find(database, "inc-1");
            assertThat(row.merchant().id()).isEqualTo(transaction.merchant().id());
            assertThat(row.times().firstReceivedMs()).isEqualTo(NOW_MS - 7);
            assertThat(ids(
                            database,
                            filter(Status.ALL, Set.of(), transaction.merchant().id()),
                            Sort.LOSS))
                    .containsExactly("inc-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheHigherVersionOfWhatPeopleRecord(TestDatabases.Kind kind) throws Exception {
        try (ConsoleDatabase database = ConsoleDatabase.open(newUrl(kind), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            add(writer, alert("inc-1", "a-1", "t-1", 50, Alert.Status.OPENED), NOW_MS);
            add(writer, assignment(2, "ann", NOW_MS + 10), NOW_MS);
            add(writer, assignment(1, "bob", NOW_MS + 10), NOW_MS);
            add(writer, new InvestigationRecord(2, "ann", NOW_MS, true, new Note("n-1", "inc-1", "a-1", "x")), NOW_MS);
            add(writer, new InvestigationRecord(1, "ann", NOW_MS, false, new Note("n-1", "inc-1", "a-1", "x")), NOW_MS);
            add(writer, new InvestigationRecord(1, "ann", NOW_MS, false, new Note("n-2", "inc-1", "a-1", "y")), NOW_MS);
            writer.commit();

            IncidentRow row = find(database, "inc-1");
            assertThat(row.assignmentVersion()).isEqualTo(2);
            assertThat(row.assigneeAt(NOW_MS)).isEqualTo("ann");
            assertThat(row.assigneeAt(NOW_MS + 10)).as("the lease is over").isNull();
            assertThat(free(database, NOW_MS)).isEmpty();
            assertThat(free(database, NOW_MS + 10)).hasSize(1);
            List<InvestigationRecord> notes = database.read(handle -> InvestigationTables.notes(handle, "inc-1"));
            assertThat(notes).extracting(InvestigationRecord::key).containsExactly(Note.key("n-2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsEachRecordOnce(TestDatabases.Kind kind) throws Exception {
        String url = newUrl(kind);
        AccountAction freeze = AccountStatus.ACTIVE.actionOfPerson(
                "a-1", AccountAction.Type.FREEZE, AccountAction.Scope.BOTH, "ann", "stolen", NOW_MS, null);
        try (ConsoleDatabase database = ConsoleDatabase.open(url, null, null)) {
            StoreWriter writer = new StoreWriter(database);
            writer.add(origin(7), freeze);
            writer.advance(origin(7), "id");
            writer.commit();
            // The console's own record comes again from its topic.
            StoreWriter.writeOwn(database, origin(7), freeze);
        }
        try (ConsoleDatabase database = ConsoleDatabase.open(url, null, null)) {
            List<AccountEvent> events = database.read(handle -> AccountEventTable.of(handle, "a-1", 10));
            assertThat(events).hasSize(1);
            AccountStatus status = database.read(handle -> AccountEventTable.status(handle, "a-1"));
            assertThat(status.stateAt(NOW_MS)).isEqualTo(AccountStatus.State.FROZEN);
            assertThat(nextOffsets(database)).containsEntry(0, 8L);
            long revision = database.revision();
            database.clear();
            assertThat(nextOffsets(database)).isEmpty();
            assertThat(database.revision()).isGreaterThan(revision);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingOfAFailedCommit(TestDatabases.Kind kind) throws Exception {
        try (ConsoleDatabase database = ConsoleDatabase.open(newUrl(kind), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            add(writer, alert("inc-1", "a-1", "t-1", 50, Alert.Status.OPENED), NOW_MS);
            add(writer, "not a record", NOW_MS);
            assertThatThrownBy(writer::commit).hasMessageContaining("no table");
            assertThat(find(database, "inc-1")).isNull();
            add(writer, alert("inc-1", "a-1", "t-1", 50, Alert.Status.OPENED), NOW_MS);
            writer.commit();
            assertThat(find(database, "inc-1")).isNotNull();
        }
    }

    private void add(StoreWriter writer, Object value, long receivedMs) {
        RecordOrigin origin = new RecordOrigin("topic", 0, offset++, receivedMs);
        writer.add(origin, value);
        writer.advance(origin, "id");
    }

    private static RecordOrigin origin(long offset) {
        return new RecordOrigin("topic", 0, offset, NOW_MS);
    }

    private static Map<Integer, Long> nextOffsets(ConsoleDatabase database) {
        return database.read(handle -> TopicProgress.nextOffsets(handle, "topic"));
    }

    private static List<IncidentRow> free(ConsoleDatabase database, long nowMs) {
        return database.read(handle -> INCIDENTS.free(handle, QueueFilter.OPEN, Sort.LOSS, nowMs, 9, 0));
    }

    private static IncidentRow find(ConsoleDatabase database, String id) {
        return database.read(handle -> INCIDENTS.find(handle, id));
    }

    private static List<String> ids(ConsoleDatabase database, QueueFilter filter, Sort sort) {
        IncidentTable.Page page = database.read(handle -> INCIDENTS.page(handle, filter, sort, NOW_MS, 100, 0));
        assertThat(page.total()).isEqualTo(page.incidents().size());
        return page.incidents().stream().map(row -> row.alert().incidentId()).toList();
    }

    private static QueueFilter filter(Status status, Set<Severity> severities, String text) {
        return new QueueFilter(status, null, severities, text, null, null, null, 0, false);
    }

    private static InvestigationRecord assignment(long version, String assignee, long leaseMs) {
        return new InvestigationRecord(
                version,
                assignee,
                NOW_MS,
                false,
                new Assignment("inc-1", "a-1", assignee, leaseMs, null, false, List.of(), null));
    }

    static Alert alert(String id, String account, String transaction, double loss, Alert.Status status) {
        Alert sample = new Samples(1).alert();
        return new Alert(
                new IncidentState(
                        id, status, new IncidentTotals(1, 0, 0.9, loss, "EUR"), NOW_MS, NOW_MS, IncidentScope.ACCOUNT),
                new SuspiciousTransaction(account, transaction, new Money(100, "EUR"), Outcome.REVIEW, sample.model()));
    }

    private static Decision decision(Samples samples, Transaction transaction) {
        Decision sample = samples.decision();
        return new Decision(
                transaction.id(),
                transaction.accountId(),
                transaction.eventTimeMs(),
                sample.policy(),
                sample.scoring(),
                false,
                sample.decidedAtMs(),
                sample.origin());
    }

    private static Transaction withMerchant() {
        Samples samples = new Samples(3);
        Transaction transaction = samples.transaction();
        while (transaction.merchant() == null) {
            transaction = samples.transaction();
        }
        return transaction;
    }
}
