package io.nacre.app.analyst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.nacre.app.CliRun;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.Verdict;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.Trail;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** An analyst's day by command, on a broker: alerts, the payment behind them, and verdicts. */
@Tag("broker")
@TestInstance(Lifecycle.PER_CLASS)
class AnalystCommandsTest {

    private static final String HOSTILE = "Corner\u001b[31m Shop";
    private static final String ACTS = "(?s).*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069].*";
    private static final long NOW_MS = System.currentTimeMillis();
    private static final long MINUTE_MS = 60_000;

    private LocalBroker broker;
    private KafkaSettings kafka;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = LocalBroker.start(folder);
        kafka = KafkaSettings.of(broker.brokers());
        prepare(kafka);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void listsOpenIncidentsBySeverityAndLoss() {
        List<NamedCsvRecord> rows = csv(run("alerts list --output csv").out());

        assertThat(rows).extracting(row -> row.getField("incident_id")).containsExactly("inc-b", "inc-a", "inc-d");
        assertThat(rows.get(0).getField("status")).isEqualTo("UPDATED");
        assertThat(rows.get(0).getField("expected_loss")).isEqualTo("20000.00");
        assertThat(run("alerts list").out())
                .contains("incident_id", "inc-b", "CRITICAL")
                .doesNotContain("inc-c");
    }

    @Test
    void filtersIncidents() {
        assertThat(incidents("--severity high,medium")).containsExactly("inc-a");
        assertThat(incidents("--account C-2")).containsExactly("inc-b");
        assertThat(incidents("--status closed")).containsExactly("inc-c");
        assertThat(incidents("--since 2100-01-01T00:00:00Z")).isEmpty();
        assertThat(incidents("--limit 1")).containsExactly("inc-b");
        assertThat(run("alerts list --limit 1").out()).contains("2 more incidents: raise --limit");
    }

    @Test
    void showsAnIncidentWithItsPaymentAndTransactions() throws IOException {
        String text = run("alerts show inc-a").out();

        assertThat(text)
                .contains("payment tx-2\n", "25.90 EUR", "203.0.113.9", "dev-1", "C-9", "****7890")
                .contains("mer-1, Corner", "5411, FR")
                .contains("classical", "reason AMOUNT_LOG", "tx-1", "tx-2")
                .doesNotContain("tok-1234567890", "tx-approved")
                .doesNotMatch(ACTS);
        JsonNode json = json(run("alerts show inc-a --output json").out());
        assertThat(json.at("/payment/merchant_id").asText()).isEqualTo("mer-1");
        assertThat(json.at("/payment/amount").decimalValue()).isEqualByComparingTo("25.90");
        assertThat(json.at("/payment/card").asText()).isEqualTo("****7890");
        assertThat(json.at("/trail")).hasSize(Layers.CASCADE.size() + 1);
        assertThat(json.at("/transactions"))
                .extracting(each -> each.at("/transaction_id").asText())
                .containsExactly("tx-2", "tx-1");
    }

    @Test
    void anIncidentThatIsNotThereIsRefused() {
        CliRun refused = run("alerts show inc-x");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("there is no incident inc-x", "'nacre alerts list'");
    }

    @Test
    void watchesAlerts() {
        CliRun run = run("alerts watch --since 2020-01-01T00:00:00Z --exit-when-idle 2s --output json");

        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line ->
                        assertThat(json(line).at("/incident_id").asText()).startsWith("inc-"));
        assertThat(run("alerts watch --since 2020-01-01T00:00:00Z --exit-when-idle 2s --account C-2")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void explainsADecisionWithItsPayment() throws IOException {
        assertThat(run("explain decided tx-1").out())
                .contains("tx-1: REVIEW because of SCORE", "payment tx-1\n", "203.0.113.9", "reason AMOUNT_LOG");
        JsonNode json = json(run("explain decided tx-1 --output json").out());
        assertThat(json.at("/payment/device_id").asText()).isEqualTo("dev-1");
        assertThat(json.at("/outcome").asText()).isEqualTo("REVIEW");
    }

    @Test
    void showsTheTransactionsOfAnAccountById() throws IOException {
        assertThat(run("account show C-1").out())
                .startsWith("C-1 is ACTIVE")
                .contains("transaction_id", "tx-1", "tx-approved", "25.90", "REVIEW", "APPROVE");
        assertThat(json(run("account show C-1 --limit 1 --output json").out()).at("/transactions"))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.at("/transaction_id").asText()).isEqualTo("tx-approved"));
    }

    @Test
    void recordsVerdictsOnIncidentsAndTransactions() {
        assertThat(run("verdict fraud inc-b --analyst ann --note stolen --reason-code stolen_card")
                        .out())
                .isEqualTo("tx-3 of C-2: FRAUD by ann, incident inc-b\n");
        assertThat(run("verdict legitimate tx-1 tx-approved --analyst bob").out())
                .isEqualTo("""
                        tx-1 of C-1: LEGITIMATE by bob, incident inc-a
                        tx-approved of C-1: LEGITIMATE by bob
                        """);
        assertThat(run("verdict inconclusive tx-old --account C-7 --force --analyst eve")
                        .out())
                .isEqualTo("tx-old of C-7: INCONCLUSIVE by eve\n");

        assertThat(verdicts())
                .extracting(
                        Verdict::transactionId,
                        Verdict::accountId,
                        Verdict::incidentId,
                        Verdict::finding,
                        Verdict::reason,
                        Verdict::note)
                .contains(
                        tuple("tx-3", "C-2", "inc-b", Verdict.Finding.FRAUD, Verdict.Reason.STOLEN_CARD, "stolen"),
                        tuple("tx-1", "C-1", "inc-a", Verdict.Finding.LEGITIMATE, null, null),
                        tuple("tx-old", "C-7", null, Verdict.Finding.INCONCLUSIVE, null, null));
        assertThat(verdicts()).allSatisfy(verdict -> assertThat(verdict.atMs()).isGreaterThanOrEqualTo(NOW_MS));
    }

    @Test
    void refusesAVerdictOnWhatIsNotThere() {
        List<Verdict> before = verdicts();

        assertThat(run("verdict fraud tx-1 tx-x --analyst ann").err())
                .contains(
                        "there is no incident tx-x on the alerts topic, and no decision on transaction tx-x",
                        "--account and --force");
        assertThat(run("verdict fraud tx-x --force --analyst ann").code()).isEqualTo(1);
        assertThat(run("verdict fraud tx-1 --account C-2 --analyst ann").err())
                .contains("transaction tx-1 is not of account C-2 but of C-1");
        assertThat(run("verdict fraud inc-a --account C-2 --analyst ann").err())
                .contains("incident inc-a is not of account C-2 but of C-1");
        assertThat(run("verdict fraud tx-1 --analyst ann --note card=4111111111111111")
                        .err())
                .contains("not written to fraud.verdicts", "probably contains a card number");
        assertThat(run("verdict legitimate tx-1 --analyst ann --reason-code STOLEN_CARD")
                        .err())
                .contains("--reason-code: STOLEN_CARD does not explain LEGITIMATE; use one of [CUSTOMER_CONFIRMED,"
                        + " KNOWN_BEHAVIOUR, MODEL_ERROR, OTHER]");

        assertThat(verdicts()).isEqualTo(before);
    }

    @Test
    void everyListOnABrokerIsJsonAndCsv() {
        for (String line : List.of(
                "alerts list",
                "alerts show inc-a",
                "alerts watch --since 2020-01-01T00:00:00Z --exit-when-idle 1s --account C-4",
                "explain decided tx-1",
                "account show C-1",
                "lists show",
                "rules list",
                "rules report",
                "decisions",
                "dead-letters list",
                "reconcile --until-latest",
                "topics create",
                "topics check")) {
            assertThat(json(run(line + " --output json").out()).isContainerNode())
                    .as(line)
                    .isTrue();
            assertThat(run(line + " --output csv").out().lines().findFirst().orElseThrow())
                    .as(line)
                    .matches("[a-z_]+(,[a-z_]+)+");
        }
    }

    @Test
    void countsTheRecordsOfAnAccountForPrograms() {
        CliRun found = run("erase verify C-2 --output json");
        CliRun csv = run("erase verify C-2 --output csv");
        CliRun none = run("erase verify acct-of-nobody --output json");

        JsonNode report = json(found.out());
        assertThat(found.code()).isOne();
        assertThat(report.at("/account_id").asText()).isEqualTo("C-2");
        assertThat(report.at("/erased").isBoolean()).isTrue();
        assertThat(report.at("/erased").booleanValue()).isFalse();
        assertThat(report.at("/topics")).hasSameSizeAs(TopicCatalogue.ALL).anySatisfy(topic -> {
            assertThat(topic.at("/topic").asText()).isEqualTo("fraud.alerts");
            assertThat(topic.at("/record_count").isInt()).isTrue();
            assertThat(topic.at("/record_count").intValue()).isPositive();
        });
        assertThat(csv(csv.out()))
                .extracting(row -> row.getField("field"), row -> row.getField("value"))
                .contains(tuple("account_id", "C-2"), tuple("topics.0.topic", "payments.transactions"));
        assertThat(none.code()).isZero();
        assertThat(json(none.out()).at("/erased").booleanValue()).isTrue();
    }

    @Test
    void countsWhatItReads() {
        String servers = " --bootstrap-servers " + broker.brokers();

        assertThat(CliRun.withProgress("reconcile --until-latest" + servers)
                        .err()
                        .lines())
                .first()
                .asString()
                .startsWith("1 records read, ");
        assertThat(CliRun.withProgress("erase verify C-2" + servers).err().lines())
                .anyMatch(line -> line.startsWith("2 records read, "));
    }

    @Test
    void reportsWhyAPaymentIsNotShown() throws Exception {
        KafkaSettings bare = kafka.withPrefix("bare.");
        prepare(bare);
        try (Admin admin = bare.admin(Duration.ofSeconds(10))) {
            admin.deleteTopics(List.of(bare.nameOf(TopicCatalogue.TRANSACTIONS)))
                    .all()
                    .get();
        }

        CliRun run = run("alerts show inc-a --topic-prefix bare.");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("payment tx-2 of account C-1, 25.90 EUR: ");
    }

    /** Three open incidents and a closed one; that of C-1 has two payments. */
    private static void prepare(KafkaSettings settings) throws Exception {
        try (TopicSetup topics = new TopicSetup(settings)) {
            topics.create(1, 1);
        }
        String topicId = TopicIds.of(settings, List.of(TopicCatalogue.TRANSACTIONS))
                .of(settings.nameOf(TopicCatalogue.TRANSACTIONS));
        try (TopicWriter<Transaction> transactions = new TopicWriter<>(settings, TopicCatalogue.TRANSACTIONS);
                TopicWriter<Decision> decisions = new TopicWriter<>(settings, TopicCatalogue.DECISIONS);
                TopicWriter<Alert> alerts = new TopicWriter<>(settings, TopicCatalogue.ALERTS)) {
            for (Decision decision : List.of(
                    decision("tx-1", "C-1", 1, Outcome.REVIEW),
                    decision("tx-2", "C-1", 2, Outcome.REVIEW),
                    decision("tx-approved", "C-1", 3, Outcome.APPROVE),
                    decision("tx-3", "C-2", 2, Outcome.DECLINE))) {
                RecordOrigin placed = transactions.writeAndWait(payment(decision));
                decisions.write(at(
                        decision,
                        new RecordOrigin(
                                placed.topic(), placed.partition(), placed.offset(), placed.timestampMs(), topicId)));
            }
            alerts.write(alert("inc-a", Alert.Status.OPENED, "C-1", "tx-2", 1_500, 1, 4));
            alerts.write(alert("inc-b", Alert.Status.OPENED, "C-2", "tx-3", 200, 2, 2));
            alerts.write(alert("inc-b", Alert.Status.UPDATED, "C-2", "tx-3", 20_000, 2, 3));
            alerts.write(alert("inc-c", Alert.Status.CLOSED, "C-3", "tx-5", 90_000, 1, 4));
            alerts.write(alert("inc-d", Alert.Status.OPENED, "C-4", "tx-6", 5, 1, 4));
        }
    }

    private static Decision decision(String id, String account, int minute, Outcome outcome) {
        double[] logits = new double[Layers.CASCADE.size() + 1];
        Arrays.fill(logits, outcome == Outcome.APPROVE ? -5 : 1.5);
        return new Decision(
                id,
                account,
                NOW_MS - (10 - minute) * MINUTE_MS,
                new PolicyOutcome(outcome, Cause.SCORE),
                new ScoringResult(new ModelScore(
                        new Trail(logits),
                        List.of(new Reason("AMOUNT_LOG", "amount.log", 3.2, 1.1, 0.7)),
                        null,
                        new Samples(1).decision().scoring().model().bundleId())),
                false,
                NOW_MS,
                RecordOrigin.NONE);
    }

    private static Decision at(Decision decision, RecordOrigin origin) {
        return new Decision(
                decision.transactionId(),
                decision.accountId(),
                decision.eventTimeMs(),
                decision.policy(),
                decision.scoring(),
                decision.duplicate(),
                decision.decidedAtMs(),
                origin);
    }

    private static Transaction payment(Decision decision) {
        return new Transaction(
                decision.transactionId(),
                decision.eventTimeMs(),
                decision.accountId(),
                "tok-1234567890",
                new Money(2590, "EUR"),
                Channel.CARD_NOT_PRESENT,
                "203.0.113.9",
                "dev-1",
                new Merchant("mer-1", HOSTILE, "5411", "FR", null),
                null,
                "C-9",
                null,
                null,
                Map.of());
    }

    private static Alert alert(
            String id, Alert.Status status, String account, String transaction, double loss, int opened, int updated) {
        Decision decision = decision(transaction, account, updated, Outcome.REVIEW);
        return new Alert(
                new IncidentState(
                        id,
                        status,
                        new IncidentTotals(2, 0, decision.score(), loss, "EUR"),
                        NOW_MS - (10 - opened) * MINUTE_MS,
                        NOW_MS - (10 - updated) * MINUTE_MS,
                        IncidentScope.ACCOUNT),
                new SuspiciousTransaction(
                        account,
                        transaction,
                        new Money(2590, "EUR"),
                        Outcome.REVIEW,
                        decision.scoring().model()));
    }

    private List<String> incidents(String filter) {
        return csv(run("alerts list --output csv " + filter).out()).stream()
                .map(row -> row.getField("incident_id"))
                .toList();
    }

    private List<Verdict> verdicts() {
        List<Verdict> all = new ArrayList<>();
        try (TopicReader<Verdict> reader = new TopicReader<>(kafka, TopicCatalogue.VERDICTS)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Verdict> read) {
                    all.add(read.value());
                }
            });
        }
        return all;
    }

    private static List<NamedCsvRecord> csv(String text) {
        return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private CliRun run(String line) {
        CliRun run = CliRun.of(line + " --bootstrap-servers " + broker.brokers());
        assertThat(run.out() + run.err()).doesNotMatch(ACTS);
        return run;
    }
}
