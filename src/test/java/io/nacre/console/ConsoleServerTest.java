package io.nacre.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.Samples;
import io.nacre.console.analysis.KnownLabel;
import io.nacre.console.analysis.PaymentHistory;
import io.nacre.console.http.ConsoleServer;
import io.nacre.console.http.ConsoleSettings;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.ConsoleRecords;
import io.nacre.console.store.StoredPayments;
import io.nacre.console.store.StoredPayments.StoredPayment;
import io.nacre.decision.Cause;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Channel;
import io.nacre.payment.Money;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over HTTP, with a real broker. */
@Tag("broker")
class ConsoleServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long NOW_MS = System.currentTimeMillis();

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static int installations;

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaSettings kafka;
    private ConsoleDatabase store;
    private ConsoleServer console;
    private String cookie;
    private String csrf;

    @BeforeAll
    static void startBroker() {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** Each test has topics and a store of its own. */
    @BeforeEach
    void start() throws Exception {
        kafka = KafkaSettings.of(broker.brokers()).withPrefix("c" + installations++ + ".");
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 2);
        }
        open("first.db");
        signIn();
    }

    @AfterEach
    void stop() {
        console.close();
        store.close();
    }

    private void open(String file) throws Exception {
        store = ConsoleDatabase.open("jdbc:sqlite:" + folder.resolve(installations + file), null, null);
        console = ConsoleServer.start(ConsoleSettings.local(0), kafka, store, Clock.systemUTC());
        assertThat(console.awaitCaughtUp(PATIENCE)).isTrue();
    }

    private void signIn() throws Exception {
        String link = console.signInUrl();
        HttpResponse<String> signedIn =
                http.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(signedIn.statusCode()).isEqualTo(302);
        String header = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HttpOnly").contains("SameSite=Strict");
        cookie = header.substring(0, header.indexOf(';'));
        csrf = get("/api/session").get("csrf_token").asText();
        assertThat(http.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .as("the link works once")
                .isEqualTo(401);
    }

    @Test
    void showsTheQueueAndOneIncident() throws Exception {
        write(TopicCatalogue.ALERTS, alert("inc-1", 500), alert("inc-2", 20_000), alert("inc-3", 90));
        JsonNode queue = awaitQueue(3);
        assertThat(queue.get("items").findValuesAsText("incident_id")).containsExactly("inc-2", "inc-1", "inc-3");
        assertThat(queue.at("/counts/unassigned").asInt()).isEqualTo(3);
        JsonNode page = get("/api/incidents/inc-2");
        assertThat(page.at("/incident/severity").asText()).isEqualTo("CRITICAL");
        assertThat(page.get("trail")).isNotEmpty();
        assertThat(page.at("/raw/alert/incident_id").asText()).isEqualTo("inc-2");
        assertThat(get("/api/incidents?severity=critical").get("items")).hasSize(1);
        assertThat(send("GET", "/api/incidents?sort=best", null).body())
                .contains("sort")
                .contains("LOSS");
        assertThat(send("GET", "/api/incidents/none", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aVerdictAndAFreezeReachTheirTopics() throws Exception {
        write(TopicCatalogue.ALERTS, alert("inc-1", 500));
        awaitQueue(1);
        JsonNode taken = post("/api/incidents/take-next", "{}");
        assertThat(taken.at("/incident/incident_id").asText()).isEqualTo("inc-1");
        assertThat(send("POST", "/api/incidents/take-next", "{}").statusCode()).isEqualTo(204);
        post("/api/incidents/inc-1/notes", "{\"text\":\"called the customer\"}");
        post("/api/accounts/acct-inc-1/freeze", "{\"reason\":\"card stolen\",\"hours\":48,\"scope\":\"BOTH\"}");
        assertThat(get("/api/incidents/inc-1").at("/incident/frozen").asBoolean())
                .isTrue();
        assertThat(send("POST", "/api/accounts/acct-inc-1/freeze", "{\"hours\":1}")
                        .body())
                .contains("reason is missing");
        post(
                "/api/verdicts",
                "{\"incident_ids\":[\"inc-1\"],\"finding\":\"FRAUD\",\"reason\":\"STOLEN_CARD\",\"note\":\"sure\"}");

        assertThat(get("/api/incidents").get("items")).as("judged").isEmpty();
        List<Verdict> verdicts = read(TopicCatalogue.VERDICTS);
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.get(0).incidentId()).isEqualTo("inc-1");
        assertThat(verdicts.get(0).finding()).isEqualTo(Verdict.Finding.FRAUD);
        assertThat(verdicts.get(0).reason()).isEqualTo(Verdict.Reason.STOLEN_CARD);
        List<AccountAction> actions = read(TopicCatalogue.ACCOUNT_ACTIONS);
        assertThat(actions).hasSize(1);
        assertThat(actions.get(0).type()).isEqualTo(AccountAction.Type.FREEZE);
        assertThat(actions.get(0).actorType()).isEqualTo(AccountAction.ActorType.PERSON);
    }

    @Test
    void showsTheWorkOfTheTeam() throws Exception {
        write(TopicCatalogue.ALERTS, alert("inc-1", 500), alert("inc-2", 20_000), alert("inc-3", 90));
        awaitQueue(3);
        post("/api/incidents/inc-3/claim", "{}");
        post("/api/accounts/acct-inc-1/freeze", "{\"reason\":\"card stolen\",\"hours\":48,\"scope\":\"BOTH\"}");
        post("/api/verdicts", "{\"incident_ids\":[\"inc-1\"],\"finding\":\"FRAUD\"}");
        post("/api/verdicts", "{\"incident_ids\":[\"inc-2\"],\"finding\":\"LEGITIMATE\"}");

        JsonNode team = get("/api/team");

        assertThat(team.at("/due/overdue").asInt()
                        + team.at("/due/today").asInt()
                        + team.at("/due/later").asInt())
                .isEqualTo(1);
        assertThat(team.at("/open_by_age/0/bucket").asText()).isEqualTo("1h");
        assertThat(team.at("/open_by_age/0/count").asInt()).isEqualTo(1);
        assertThat(team.get("days")).hasSize(14);
        assertThat(team.get("false_alarm_rate").asDouble()).isEqualTo(0.5);
        assertThat(team.get("analysts")).hasSize(1);
        assertThat(team.at("/analysts/0/assigned").asInt()).isEqualTo(1);
        assertThat(team.at("/analysts/0/handled_7d").asInt()).isEqualTo(2);
        assertThat(team.get("median_handling_s").isNull())
                .as("nobody took them before the verdict")
                .isTrue();
        assertThat(team.get("freezes").findValuesAsText("account_id")).containsExactly("acct-inc-1");
        assertThat(team.get("reasons").findValuesAsText("code")).isNotEmpty();
        assertThat(team.get("value_bands").findValuesAsText("band"))
                .containsExactly("0–100 EUR", "100–250 EUR", "250–500 EUR");
    }

    @Test
    void showsTheModelAndTheEffectOfOtherThresholds() throws Exception {
        for (int k = 1; k <= 9; k++) {
            Outcome outcome = k >= 8 ? Outcome.DECLINE : k >= 5 ? Outcome.REVIEW : Outcome.APPROVE;
            write(
                    TopicCatalogue.TRANSACTIONS,
                    ConsoleRecords.transaction("t-" + k, NOW_MS, new Money(1_000, "EUR"), Channel.TRANSFER));
            write(
                    TopicCatalogue.DECISIONS,
                    ConsoleRecords.decision("t-" + k, NOW_MS)
                            .score(k / 10.0)
                            .outcome(outcome, Cause.SCORE)
                            .challenger(0.5, Outcome.REVIEW)
                            .build());
        }
        write(
                TopicCatalogue.CHARGEBACKS,
                new Chargeback("a-t-4", "t-4", null, NOW_MS),
                new Chargeback("a-t-9", "t-9", null, NOW_MS));
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        PaymentHistory history = history();
        while (history.payments().size() + history.count(KnownLabel.FRAUD) < 11 && System.nanoTime() < untilNs) {
            Thread.sleep(20);
            history = history();
        }

        JsonNode whatIf = get("/api/what-if?review=0.35&decline=0.8");

        assertThat(whatIf.at("/payments").asInt()).isEqualTo(9);
        assertThat(whatIf.at("/thresholds/review/above").asDouble()).isCloseTo(0.4, within(1e-9));
        assertThat(whatIf.at("/thresholds/review/at_most").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(whatIf.at("/thresholds/challenge").isNull()).isTrue();
        assertThat(whatIf.at("/labels/frauds").asInt()).isEqualTo(2);
        assertThat(whatIf.at("/current/alerts_per_day").asDouble()).isEqualTo(5);
        assertThat(whatIf.at("/current/frauds_caught").asInt()).isEqualTo(1);
        assertThat(whatIf.at("/proposed/alerts_per_day").asDouble()).isEqualTo(6);
        assertThat(whatIf.at("/proposed/frauds_caught").asInt()).isEqualTo(2);
        assertThat(whatIf.at("/proposed/saved").asDouble()).isEqualTo(20);
        assertThat(whatIf.get("curve")).hasSize(101);
        assertThat(send("GET", "/api/what-if?review=0.9&decline=0.8", null).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/what-if").at("/review").asDouble()).isCloseTo(0.5, within(1e-9));

        JsonNode model = get("/api/model");

        assertThat(model.at("/bundle_id").asText()).isEqualTo("b-1");
        assertThat(model.at("/decisions").asInt()).isEqualTo(9);
        assertThat(model.at("/coverage").asDouble()).isEqualTo(1);
        assertThat(model.at("/degraded_share").asDouble()).isZero();
        assertThat(model.at("/challenger/bundle_id").asText()).isEqualTo("b-2");
        assertThat(model.at("/calibration").findValuesAsText("frauds")).contains("1");
        assertThat(model.has("drift")).isFalse();
    }

    private PaymentHistory history() {
        return store.read(handle -> PaymentHistory.load(handle, NOW_MS, 100));
    }

    @Test
    void aStoreThatIsFilledAnewHasTheSame() throws Exception {
        for (int k = 0; k < 20; k++) {
            write(TopicCatalogue.ALERTS, alert("inc-" + k, 100 + k));
        }
        awaitQueue(20);
        for (int k = 0; k < 5; k++) {
            String id = post("/api/incidents/take-next", "{}")
                    .at("/incident/incident_id")
                    .asText();
            post("/api/incidents/" + id + "/notes", "{\"text\":\"note on " + id + "\"}");
        }
        post("/api/incidents/inc-1/escalate", "{}");
        post("/api/incidents/inc-2/skip", "{}");
        post("/api/verdicts", "{\"incident_ids\":[\"inc-19\"],\"finding\":\"LEGITIMATE\"}");
        send("PUT", "/api/views/mine", "{\"query\":\"severity=HIGH\",\"is_default\":true}");
        List<JsonNode> before = snapshot();

        console.close();
        store.close();
        open("second.db");
        signIn();
        assertThat(snapshot()).isEqualTo(before);
    }

    /** Everything that pages show, without the revisions and the moments of the requests. */
    private List<JsonNode> snapshot() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        all.add(get("/api/incidents?status=all&snoozed=true&limit=100").get("items"));
        for (JsonNode item : all.get(0)) {
            JsonNode page = get("/api/incidents/" + item.get("incident_id").asText());
            all.add(page.get("notes"));
            all.add(page.get("timeline"));
            all.add(page.get("verdicts"));
        }
        all.add(get("/api/views"));
        return all;
    }

    @Test
    void manyAnalystsNeverGetOneIncident() throws Exception {
        int incidents = 60;
        for (int k = 0; k < incidents; k++) {
            write(TopicCatalogue.ALERTS, alert("inc-" + k, 100 + k));
        }
        awaitQueue(incidents);
        Set<String> taken = ConcurrentHashMap.newKeySet();
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Integer>> analysts = new ArrayList<>();
            for (int a = 0; a < 12; a++) {
                analysts.add(() -> {
                    int mine = 0;
                    while (true) {
                        HttpResponse<String> next = send("POST", "/api/incidents/take-next", "{}");
                        if (next.statusCode() == 204) {
                            return mine;
                        }
                        String id = JSON.readTree(next.body())
                                .at("/incident/incident_id")
                                .asText();
                        assertThat(taken.add(id)).as("taken once: %s", id).isTrue();
                        mine++;
                    }
                });
            }
            int all = 0;
            for (Future<Integer> done : pool.invokeAll(analysts)) {
                all += done.get();
            }
            assertThat(all).isEqualTo(incidents);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoHasSkippedTheBestIncidentsGetsTheNext() throws Exception {
        int incidents = 22;
        for (int k = 0; k < incidents; k++) {
            write(TopicCatalogue.ALERTS, alert("inc-" + k, 1_000 - k));
        }
        awaitQueue(incidents);
        for (int k = 0; k < incidents - 1; k++) {
            post("/api/incidents/inc-" + k + "/skip", "{}");
        }

        assertThat(post("/api/incidents/take-next", "{}")
                        .at("/incident/incident_id")
                        .asText())
                .isEqualTo("inc-" + (incidents - 1));
        assertThat(send("POST", "/api/incidents/take-next", "{}").statusCode()).isEqualTo(204);
    }

    @Test
    void aColleaguesEditIsNotLost() throws Exception {
        write(TopicCatalogue.ALERTS, alert("inc-1", 500));
        awaitQueue(1);
        post("/api/incidents/inc-1/claim", "{\"version\":0}");
        HttpResponse<String> stale = send("POST", "/api/incidents/inc-1/escalate", "{\"version\":0}");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(stale.body()).at("/current/version").asLong()).isEqualTo(1);
        JsonNode note = post("/api/incidents/inc-1/notes", "{\"text\":\"one\"}").get("note");
        String path = "/api/notes/" + note.get("note_id").asText();
        assertThat(send("PUT", path, "{\"text\":\"two\",\"version\":1}").statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", path, "{\"text\":\"three\",\"version\":1}").statusCode())
                .isEqualTo(409);
        assertThat(get("/api/incidents/inc-1").at("/notes/0/text").asText()).isEqualTo("two");
    }

    @Test
    void refusesRequestsThatDoNotComeFromItsPages() throws Exception {
        HttpResponse<String> forged = http.send(
                request("POST", "/api/incidents/take-next", "{}")
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("CSRF");
        HttpResponse<String> anonymous =
                http.send(request("GET", "/api/incidents", null).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(anonymous.statusCode()).isEqualTo(401);
        HttpResponse<String> page =
                http.send(request("GET", "/incidents/inc-1", null).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(http.send(request("GET", "/lib/htm.js", null).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/nothing", null).statusCode()).isEqualTo(404);
        assertThat(send("POST", "/api/verdicts", "{\"incident_ids\":[],\"finding\":\"FRAUD\"}")
                        .body())
                .contains("incident_ids");
        assertThat(send("POST", "/api/verdicts", "{\"a\":1,\"a\":2}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void triesAndPublishesARule() throws Exception {
        StoredPayments payments = new StoredPayments(1);
        for (int k = 0; k < 10; k++) {
            StoredPayment payment = payments.payment(k, k < 3 ? Outcome.REVIEW : Outcome.APPROVE);
            write(TopicCatalogue.TRANSACTIONS, payment.transaction());
            write(TopicCatalogue.DECISIONS, payment.decision());
            write(TopicCatalogue.EXAMPLES, payment.example());
        }
        write(TopicCatalogue.CHARGEBACKS, new Chargeback("a-0", "t-0", null, NOW_MS));
        JsonNode all = awaitTrial("tx.account_id == 'a-0' || tx.id == 't-1'", 10, 1);
        assertThat(all.get("matches").asInt()).as("t-0, t-1 and t-7").isEqualTo(3);
        assertThat(all.get("new_alerts").asInt()).as("t-7").isEqualTo(1);
        assertThat(all.get("precision").asDouble()).isEqualTo(1);
        assertThat(all.get("recall").asDouble()).isEqualTo(1);
        assertThat(all.at("/examples/frauds/0/transaction_id").asText()).isEqualTo("t-0");
        assertThat(all.at("/examples/unlabelled").findValuesAsText("transaction_id"))
                .containsExactly("t-7", "t-1");
        assertThat(post("/api/rules/check", "{\"expression\":\"scor > 0.5\"}")
                        .at("/error/message")
                        .asText())
                .contains("line 1, column 1", "did you mean score?");
        JsonNode unknown = post("/api/rules/check", "{\"expression\":\"tx.user_agent == ''\"}");
        assertThat(unknown.at("/not_stored/0").asText()).isEqualTo("tx.user_agent");
        assertThat(unknown.has("matches")).isFalse();

        String draft =
                "{\"rule_id\":\"big\",\"stage\":\"DRAFT\",\"latest\":0,\"owner\":\"risk\",\"description\":\"Big\","
                        + "\"expression\":\"tx.amount > 500.0\",\"outcome\":\"DECLINE\",\"hard\":true}";
        assertThat(post("/api/rules", draft).at("/rule/version").asInt()).isEqualTo(1);
        HttpResponse<String> second = send("POST", "/api/rules", draft);
        assertThat(second.statusCode()).as("somebody else was faster").isEqualTo(409);
        assertThat(JSON.readTree(second.body()).at("/current/version").asInt()).isEqualTo(1);
        String shadow = "{\"rule_id\":\"big\",\"version\":1,\"from\":\"DRAFT\",\"stage\":\"SHADOW\"}";
        assertThat(post("/api/rules", shadow).at("/rule/stage").asText()).isEqualTo("SHADOW");
        HttpResponse<String> stale = send("POST", "/api/rules", shadow.replace("SHADOW", "RETIRED"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(stale.body()).at("/current/stage").asText()).isEqualTo("SHADOW");
        assertThat(send("POST", "/api/rules", draft.replace("DECLINE", "REVIEW").replace("tx.amount", "tx.amout"))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> invalid = send(
                "POST",
                "/api/rules",
                draft.replace("\"latest\":0", "\"latest\":1").replace("amount", "amout"));
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.body()).contains("did you mean tx.amount?");
        List<Rule> published = read(TopicCatalogue.RULES);
        assertThat(published).extracting(Rule::stage).containsExactly(RuleStage.DRAFT, RuleStage.SHADOW);
        assertThat(published.get(1).actor()).isNotEmpty().isNotEqualTo("risk");
        JsonNode rule = get("/api/rules").at("/rules/0");
        assertThat(rule.get("stage").asText()).isEqualTo("SHADOW");
        assertThat(rule.get("matches").asInt()).isEqualTo(0);
        assertThat(read(TopicCatalogue.AUDIT)).extracting(AuditEntry::action).contains("check-rule", "publish-rule");
    }

    private JsonNode awaitTrial(String expression, int payments, int frauds) throws Exception {
        String body = "{\"expression\":\"" + expression + "\"}";
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        JsonNode result = post("/api/rules/check", body);
        while ((result.get("rows").asInt() < payments
                        || result.get("all_frauds").asInt() < frauds)
                && System.nanoTime() < untilNs) {
            Thread.sleep(20);
            result = post("/api/rules/check", body);
        }
        assertThat(result.get("rows").asInt()).isEqualTo(payments);
        assertThat(result.get("all_frauds").asInt()).isEqualTo(frauds);
        return result;
    }

    @Test
    void tellsOpenPagesWhatChanged() throws Exception {
        HttpResponse<java.util.stream.Stream<String>> events = http.send(
                request("GET", "/api/events", null)
                        .header("Cookie", cookie)
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        write(TopicCatalogue.ALERTS, alert("inc-1", 500));
        String data = events.body()
                .filter(line -> line.startsWith("data:"))
                .filter(line -> line.contains("inc-1"))
                .findFirst()
                .orElseThrow();
        JsonNode change = JSON.readTree(data.substring("data:".length()));
        assertThat(change.get("incidents")).hasSize(1);
        assertThat(change.get("revision").asLong()).isPositive();
    }

    private JsonNode awaitQueue(int incidents) throws Exception {
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        JsonNode queue = get("/api/incidents");
        while (queue.get("total").asInt() < incidents && System.nanoTime() < untilNs) {
            Thread.sleep(20);
            queue = get("/api/incidents");
        }
        assertThat(queue.get("total").asInt()).isEqualTo(incidents);
        return queue;
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(console.url() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                request(method, path, body)
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", csrf == null ? "" : csrf)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        return ok(send("GET", path, null));
    }

    private JsonNode post(String path, String body) throws Exception {
        return ok(send("POST", path, body));
    }

    private static JsonNode ok(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @SafeVarargs
    private <T> void write(Topic<T> topic, T... values) {
        try (TopicWriter<T> writer = new TopicWriter<>(kafka, topic)) {
            for (T value : values) {
                writer.write(value);
            }
        }
    }

    private <T> List<T> read(Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof io.nacre.codec.rejection.DecodeResult.Value<T> read) {
                    values.add(read.value());
                }
            });
        }
        return values;
    }

    private static Alert alert(String id, double loss) {
        Alert sample = new Samples(1).alert();
        return new Alert(
                new IncidentState(
                        id,
                        Alert.Status.OPENED,
                        new IncidentTotals(1, 0, 0.9, loss, "EUR"),
                        NOW_MS,
                        NOW_MS,
                        IncidentScope.ACCOUNT),
                new SuspiciousTransaction(
                        "acct-" + id, "t-" + id, new Money(100, "EUR"), Outcome.REVIEW, sample.model()));
    }
}
