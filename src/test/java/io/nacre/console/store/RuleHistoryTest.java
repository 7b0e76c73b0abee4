package io.nacre.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.console.store.ExampleTable.Skipped;
import io.nacre.console.store.StoredPayments.StoredPayment;
import io.nacre.console.store.TestDatabases.Kind;
import io.nacre.console.work.BlastRadius;
import io.nacre.console.work.BlastRadius.PaymentId;
import io.nacre.console.work.RuleBacktest;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.rules.RuleReport;
import io.nacre.rules.WilsonInterval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The payments on which a rule is tried, and the trial, in SQLite and in a real PostgreSQL. */
@Tag("broker")
class RuleHistoryTest {

    @TempDir
    private static Path folder;

    private final StoredPayments payments = new StoredPayments(11);

    @ParameterizedTest
    @EnumSource
    void joinsVectorAndDecisionInAnyOrder(Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database);
            List<StoredPayment> all = new ArrayList<>();
            for (int k = 0; k < 24; k++) {
                StoredPayment payment = payments.payment(k, k % 2 == 0 ? Outcome.APPROVE : Outcome.REVIEW);
                all.add(payment);
                List<Object> records =
                        new ArrayList<>(List.of(payment.transaction(), payment.decision(), payment.example()));
                Collections.shuffle(records, new Random(k));
                for (Object record : records) {
                    payments.add(writer, record);
                    payments.add(writer, record);
                    writer.commit();
                }
            }
            List<StoredExample> rows = StoredPayments.read(database);
            assertThat(rows).hasSize(24);
            for (int k = 0; k < 24; k++) {
                StoredPayment payment = all.get(23 - k);
                StoredExample row = rows.get(k);
                assertThat(row.transaction().id())
                        .isEqualTo(payment.transaction().id());
                assertThat(row.transaction().amount())
                        .isEqualTo(payment.transaction().amount());
                assertThat(row.vector()).isEqualTo(payment.vector());
                assertThat(row.trail()).isEqualTo(payment.trail());
                assertThat(row.anomaly()).isEqualTo(payment.anomaly());
                assertThat(row.suspicious()).isEqualTo(payment.outcome() == Outcome.REVIEW);
                assertThat(row.weight()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasAllAlertsAndKnownFraudsAndASampleOfTheOthers(Kind kind) {
        int count = 2_000;
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database, new ExampleTable(150));
            Set<String> certain = new HashSet<>();
            for (int k = 0; k < count; k++) {
                boolean isAlert = k % 100 == 0;
                StoredPayment payment = payments.payment(k, isAlert ? Outcome.REVIEW : Outcome.APPROVE);
                if (k % 100 == 50) {
                    payments.add(
                            writer,
                            new Chargeback(
                                    payment.transaction().accountId(),
                                    payment.transaction().id(),
                                    null,
                                    1));
                }
                if (k % 50 == 0) {
                    certain.add(payment.transaction().id());
                }
                payments.addAll(writer, payment);
                if (k % 97 == 0) {
                    writer.commit();
                }
            }
            writer.commit();
            List<StoredExample> rows = StoredPayments.read(database);
            assertThat(rows.stream()
                            .filter(row -> certain.contains(row.transaction().id())))
                    .hasSize(40)
                    .allMatch(row -> row.weight() == 1);
            List<StoredExample> sample = rows.stream()
                    .filter(row -> !certain.contains(row.transaction().id()))
                    .toList();
            assertThat(sample).hasSizeBetween(25, 250).allMatch(row -> row.weight() >= 16);
            double estimate = sample.stream().mapToInt(StoredExample::weight).sum();
            assertThat(estimate).isCloseTo(count - 40.0, within(0.35 * count));
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesWhatIsTooOldOrErased(Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database, new ExampleTable(3));
            int month = (int) (31 * Millis.DAY_MS / 60_000);
            for (int number : new int[] {0, month - 1, month, month + 1}) {
                StoredPayment payment = payments.payment(number, Outcome.REVIEW);
                payments.addAll(writer, payment);
                payments.add(
                        writer,
                        new Chargeback(
                                payment.transaction().accountId(),
                                payment.transaction().id(),
                                null,
                                1));
                writer.commit();
            }
            assertThat(StoredPayments.read(database))
                    .as("the first is older than the last by more than the month")
                    .extracting(row -> row.transaction().id())
                    .containsExactly("t-" + (month + 1), "t-" + month, "t-" + (month - 1));

            String erased = "a-" + month % 7;
            payments.add(
                    writer, new ErasureRequest(erased, "eve", "asked", StoredPayments.START_MS + 40 * Millis.DAY_MS));
            writer.commit();
            assertThat(StoredPayments.read(database))
                    .extracting(row -> row.transaction().accountId())
                    .hasSize(2)
                    .doesNotContain(erased);
            assertThat(count(database, "SELECT COUNT(*) FROM payment_label WHERE account_id = '" + erased + "'"))
                    .isEqualTo(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutWhatIsNotComparable(Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database);
            StoredPayment comparable = payments.payment(1, Outcome.APPROVE);
            payments.addAll(writer, comparable);
            StoredPayment other = payments.payment(2, Outcome.APPROVE);
            payments.add(writer, other.transaction());
            payments.add(writer, other.decision());
            payments.add(writer, other.example("0".repeat(64)));
            StoredPayment unknown = payments.payment(3, Outcome.APPROVE);
            payments.add(writer, unknown.decision());
            payments.add(writer, unknown.example());
            payments.add(writer, payments.payment(4, Outcome.APPROVE).decision());
            payments.add(writer, payments.payment(5, Outcome.APPROVE).example());
            writer.commit();

            Skipped skipped = database.read(handle -> ExampleTable.forEachNewestFirst(handle, row -> true));
            assertThat(skipped).isEqualTo(new Skipped(1, 2));
            assertThat(StoredPayments.read(database))
                    .extracting(row -> row.transaction().id())
                    .containsExactly("t-1");
        }
    }

    /** The same counts by a loop over the payments, without the store and without CEL. */
    @ParameterizedTest
    @EnumSource
    void aBlastRadiusIsWhatACountGives(Kind kind) {
        int speed = Layers.featureNames().indexOf("geo.speed_kmh");
        assertThat(speed).isNotNegative();
        Random random = new Random(5);
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database);
            long matches = 0;
            long labelled = 0;
            long frauds = 0;
            long allFrauds = 0;
            long newAlerts = 0;
            List<PaymentId> missed = new ArrayList<>();
            for (int k = 0; k < 600; k++) {
                StoredPayment payment = payments.payment(k, random.nextInt(5) == 0 ? Outcome.DECLINE : Outcome.APPROVE);
                payments.addAll(writer, payment);
                int label = random.nextInt(4);
                if (label > 0) {
                    Label written = payment.label(label == 1, Label.Source.VERDICT);
                    payments.add(writer, line(written));
                }
                boolean isMatch = payment.vector()[speed] > 1
                        && payment.transaction().amount().major() > 50
                        && payment.trail().score() < 0.9;
                matches += isMatch ? 1 : 0;
                labelled += isMatch && label > 0 ? 1 : 0;
                frauds += isMatch && label == 1 ? 1 : 0;
                allFrauds += label == 1 ? 1 : 0;
                newAlerts += isMatch && payment.outcome() == Outcome.APPROVE ? 1 : 0;
                if (label == 1 && !isMatch) {
                    missed.add(
                            0,
                            new PaymentId(
                                    payment.transaction().accountId(),
                                    payment.transaction().id()));
                }
            }
            writer.commit();

            BlastRadius radius =
                    new RuleBacktest(database, () -> 0).run("geo.speed_kmh > 1.0 && tx.amount > 50.0 && score < 0.9");

            assertThat(matches).as("there are matches").isPositive();
            assertThat(radius.payments()).isEqualTo(600);
            assertThat(radius.matched().payments()).isEqualTo(matches);
            assertThat(radius.matched().labelled()).isEqualTo(labelled);
            assertThat(radius.matched().frauds()).isEqualTo(frauds);
            assertThat(radius.matched().newAlerts()).isEqualTo(newAlerts);
            assertThat(radius.frauds()).isEqualTo(allFrauds);
            assertThat(radius.failures()).isEqualTo(0);
            assertThat(radius.recall()).isEqualTo((double) frauds / allFrauds);
            assertThat(radius.matched().precisionInterval())
                    .isEqualTo(WilsonInterval.of((double) frauds / labelled, (double) labelled));
            assertThat(radius.examples().missed()).isEqualTo(missed.subList(0, 5));
            assertThat(radius.period().isWhole()).isTrue();
            assertThat(radius.period().isSample()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTrialWithoutTimeSaysHowFarItCame(Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database);
            for (int k = 0; k < 600; k++) {
                payments.addAll(writer, payments.payment(k, Outcome.APPROVE));
            }
            writer.commit();
            AtomicLong clock = new AtomicLong();

            BlastRadius radius = new RuleBacktest(database, () -> clock.getAndAdd(5_000_000_000L)).run("true");

            assertThat(radius.period().isWhole()).isFalse();
            assertThat(radius.period().rows()).isEqualTo(256);
            assertThat(radius.matched().payments()).isEqualTo(256);
            assertThat(radius.period().untilMs()).isEqualTo(StoredPayments.START_MS + 599 * 60_000L);
            assertThat(radius.period().sinceMs()).isEqualTo(StoredPayments.START_MS + 344 * 60_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsTheHitsOfTheRules(Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            StoreWriter writer = new StoreWriter(database);
            decide(writer, 1, hit("a", false), hit("b", true));
            decide(writer, 2, hit("a", false));
            decide(writer, 3, hit("a", false), hit("b", false));
            decide(writer, 4);
            label(writer, 1, true, Label.Source.CHARGEBACK);
            label(writer, 1, false, Label.Source.VERDICT);
            label(writer, 2, false, Label.Source.VERDICT);
            label(writer, 4, true, Label.Source.VERDICT);
            writer.commit();

            List<RuleReport.Line> lines =
                    database.read(handle -> RuleHitReport.of(handle).lines());

            assertThat(lines).extracting(RuleReport.Line::key).containsExactly("a@2", "b@2");
            assertThat(lines.get(0).hits()).isEqualTo(3);
            assertThat(lines.get(0).labelled()).isEqualTo(2);
            assertThat(lines.get(0).frauds()).isEqualTo(1);
            assertThat(lines.get(0).recall()).isEqualTo(1.0 / 2);
            assertThat(lines.get(0).shared()).isEqualTo(1);
            assertThat(lines.get(1).hits()).isEqualTo(1);
            assertThat(lines.get(1).failures()).isEqualTo(1);
        }
    }

    private static ConsoleDatabase open(Kind kind) {
        return ConsoleDatabase.open(TestDatabases.newUrl(kind, folder), null, null);
    }

    private void decide(StoreWriter writer, int number, RuleHit... hits) {
        Decision decision = payments.payment(number, Outcome.APPROVE).decision();
        payments.add(
                writer,
                new Decision(
                        decision.transactionId(),
                        decision.accountId(),
                        decision.eventTimeMs(),
                        decision.policy(),
                        new ScoringResult(
                                decision.scoring().model(),
                                List.of(),
                                new RuleAndChallengerResults(List.of(hits), null)),
                        false,
                        decision.decidedAtMs(),
                        decision.origin()));
    }

    private static RuleHit hit(String id, boolean failed) {
        return new RuleHit(id, 2, Outcome.REVIEW, true, false, failed);
    }

    private void label(StoreWriter writer, int number, boolean fraud, Label.Source source) {
        payments.add(writer, line(payments.payment(number, Outcome.APPROVE).label(fraud, source)));
    }

    /** The line of a label in the topic of examples. */
    private static Example line(Label label) {
        return new Example(label.transactionId(), label.accountId(), 1, Layers.fingerprint(), null, null, label);
    }

    private static long count(ConsoleDatabase database, String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
