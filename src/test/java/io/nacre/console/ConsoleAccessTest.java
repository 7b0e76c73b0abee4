package io.nacre.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.Permission;
import io.nacre.console.access.Pseudonyms;
import io.nacre.console.access.SessionLimits;
import io.nacre.console.access.TestUsers;
import io.nacre.console.access.UserFile;
import io.nacre.console.access.UserRole;
import io.nacre.console.http.ConsoleServer;
import io.nacre.console.http.ConsoleSettings;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentDueTimes;
import io.nacre.console.work.AssignmentPolicy;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
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
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each role may do and see at the console, over HTTP with a real broker. */
@Tag("broker")
class ConsoleAccessTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long NOW_MS = System.currentTimeMillis();

    private static final String ACCOUNT = "acct-secret-1";
    private static final String IP = "81.2.69.77";
    private static final String DEVICE = "dev-secret-1";
    private static final String COUNTERPARTY = "payee-secret-1";
    private static final String CARD = "card-secret-1";
    private static final List<String> IDS = List.of(ACCOUNT, IP, DEVICE, COUNTERPARTY);

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static int installations;

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaSettings kafka;
    private ConsoleDatabase store;
    private ConsoleServer console;

    /** A signed-in user. */
    private record Session(String cookie, String csrf) {}

    @BeforeAll
    static void startBroker() {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        kafka = KafkaSettings.of(broker.brokers()).withPrefix("x" + installations++ + ".");
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 2);
        }
    }

    @AfterEach
    void stop() {
        console.close();
        store.close();
    }

    /** One user of each role, with the role as name. */
    private void open(Set<UserRole> maskedRoles) throws Exception {
        open(maskedRoles, AssignmentPolicy.DEFAULT);
    }

    private void open(Set<UserRole> maskedRoles, AssignmentPolicy assignment) throws Exception {
        Path users = folder.resolve("users-" + installations);
        Files.write(
                users,
                Arrays.stream(UserRole.values())
                        .map(role -> TestUsers.user(role.text(), role).line())
                        .toList());
        store = ConsoleDatabase.open("jdbc:sqlite:" + folder.resolve(installations + "access.db"), null, null);
        console = ConsoleServer.start(
                new ConsoleSettings(
                        "127.0.0.1",
                        0,
                        null,
                        "console",
                        UserFile.open(users, Clock.systemUTC()),
                        SessionLimits.DEFAULT,
                        new MaskingPolicy(new Pseudonyms(new byte[32]), maskedRoles),
                        assignment,
                        IncidentDueTimes.DEFAULT,
                        "EUR"),
                kafka,
                store,
                Clock.systemUTC());
        assertThat(console.awaitCaughtUp(PATIENCE)).isTrue();
    }

    private Session signIn(UserRole role) throws Exception {
        HttpResponse<String> response = http.send(
                request(
                                "POST",
                                "/api/login",
                                "{\"name\":\"" + role.text() + "\",\"password\":\"" + TestUsers.PASSWORD + "\"}")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return new Session(
                cookie.substring(0, cookie.indexOf(';')),
                JSON.readTree(response.body()).get("csrf_token").asText());
    }

    @Test
    void aViewerNeverSeesAnId() throws Exception {
        writeCase();
        open(MaskingPolicy.DEFAULT_ROLES);
        Session admin = signIn(UserRole.ADMIN);
        post(
                admin,
                "/api/incidents/inc-1/notes",
                "{\"text\":\"" + ACCOUNT + " at " + IP + " with " + DEVICE + " paid " + COUNTERPARTY + "\"}");
        post(admin, "/api/accounts/" + ACCOUNT + "/freeze", "{\"reason\":\"" + DEVICE + " was stolen\",\"hours\":2}");
        post(
                admin,
                "/api/verdicts",
                "{\"incident_ids\":[\"inc-1\"],\"finding\":\"FRAUD\",\"note\":\"" + ACCOUNT + " is a mule\"}");
        for (Map.Entry<String, String> listed :
                Map.of("ACCOUNT", ACCOUNT, "DEVICE", DEVICE, "IP", IP).entrySet()) {
            post(
                    admin,
                    "/api/lists",
                    "{\"list\":\"WATCH\",\"entity_type\":\"" + listed.getKey() + "\",\"value\":\"" + listed.getValue()
                            + "\",\"reason\":\"see " + listed.getValue() + "\"}");
        }
        List<String> paths = paths();
        Session viewer = signIn(UserRole.VIEWER);
        Session analyst = signIn(UserRole.ANALYST);
        StringBuilder seen = new StringBuilder();
        for (String path : paths) {
            String masked = get(viewer, path).toString();
            for (String id : IDS) {
                assertThat(masked).as(path).doesNotContain(id);
            }
            assertThat(masked).as(path).doesNotContain("\"raw\":{");
            seen.append(get(analyst, path));
        }
        assertThat(seen).contains(IDS).contains("\"raw\":{");

        JsonNode page = get(viewer, "/api/incidents/inc-1");
        String pseudonym = page.at("/incident/account_id").asText();
        assertThat(pseudonym).startsWith("account~");
        assertThat(page.at("/notes/0/text").asText()).contains(pseudonym).contains("ip~");
        assertThat(page.at("/payments/0/device_id").asText()).startsWith("device~");
        assertThat(page.at("/payments/0/transaction_id").asText()).isEqualTo("t-1");
        assertThat(page.at("/payments/0/merchant_id").asText()).isEqualTo("m-1");
        JsonNode account = get(viewer, "/api/accounts/" + pseudonym);
        assertThat(account.at("/id").asText()).isEqualTo(pseudonym);
        assertThat(account.at("/totals/payments").asInt()).isEqualTo(1);
        assertThat(account.at("/lists")).hasSize(1);
        assertThat(get(viewer, "/api/search?q=" + pseudonym)
                        .at("/entities/0/id")
                        .asText())
                .isEqualTo(pseudonym);
        assertThat(get(viewer, "/api/incidents?status=all&q=" + pseudonym)
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        JsonNode graph = get(viewer, "/api/incidents/inc-1/neighbours");
        List<String> nodes = graph.get("nodes").findValuesAsText("id");
        assertThat(nodes).contains("account:" + pseudonym);
        assertThat(nodes).containsAll(graph.get("edges").findValuesAsText("to"));
        assertThat(nodes).containsAll(graph.get("edges").findValuesAsText("from"));
    }

    @Test
    void aMaskedAnalystSeesTheAccountAfterARevealThatIsLogged() throws Exception {
        writeCase();
        open(Set.of(UserRole.VIEWER, UserRole.ANALYST));
        Session analyst = signIn(UserRole.ANALYST);
        String pseudonym =
                get(analyst, "/api/incidents/inc-1").at("/incident/account_id").asText();
        assertThat(pseudonym).startsWith("account~");
        assertThat(export(analyst)).contains(pseudonym).doesNotContain(ACCOUNT);

        post(analyst, "/api/reveal", "{\"subject\":\"" + pseudonym + "\",\"reason\":\"to call the customer\"}");

        JsonNode page = get(analyst, "/api/incidents/inc-1");
        assertThat(page.at("/incident/account_id").asText()).isEqualTo(ACCOUNT);
        assertThat(page.at("/payments/0/ip").asText()).isEqualTo(IP);
        assertThat(page.at("/payments/0/device_id").asText()).isEqualTo(DEVICE);
        assertThat(get(analyst, "/api/accounts/" + ACCOUNT).toString()).contains(IDS);
        assertThat(get(analyst, "/api/accounts/acct-other-2").toString())
                .as("another account of the device")
                .doesNotContain("acct-other-2");
        assertThat(get(signIn(UserRole.ANALYST), "/api/incidents/inc-1")
                        .at("/incident/account_id")
                        .asText())
                .as("another session")
                .isEqualTo(pseudonym);
        assertThat(auditLog()).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("reveal");
            assertThat(entry.actor()).isEqualTo("analyst");
            assertThat(entry.subject()).isEqualTo(ACCOUNT);
            assertThat(entry.detail()).isEqualTo("to call the customer");
        });
    }

    @Test
    void exportsTheQueueAndShowsTheAuditLog() throws Exception {
        writeCase();
        open(MaskingPolicy.DEFAULT_ROLES);
        Session lead = signIn(UserRole.LEAD);

        String csv = export(lead);

        List<String> lines = csv.lines().toList();
        assertThat(csv).endsWith("\r\n");
        assertThat(lines.get(0)).startsWith("incident_id,account_id,transaction_id,");
        assertThat(lines).hasSize(3);
        assertThat(csv).contains("\r\ninc-1," + ACCOUNT + ",t-1,").contains(",'=HYPERLINK(1),m-1,");
        String path = "/api/incidents.csv?status=all&q=inc-2";
        assertThat(send(lead, "GET", path, null).body().lines()).hasSize(2);

        JsonNode log = get(lead, "/api/audit");
        assertThat(log.at("/chain/valid").asBoolean()).isTrue();
        assertThat(log.at("/chain/checked").asInt()).isEqualTo(auditLog().size());
        JsonNode latest = log.at("/entries/0");
        assertThat(latest.get("action").asText()).isEqualTo("read");
        assertThat(log.at("/entries/1/action").asText()).isEqualTo("export");
        assertThat(log.at("/entries/1/detail").asText())
                .startsWith("1 incidents: ")
                .contains("q=inc-2");
        assertThat(latest.get("sequence").asInt())
                .isEqualTo(log.at("/entries/1/sequence").asInt() + 1);
        assertThat(latest.get("console_id").asText()).isEqualTo("console");
        get(lead, "/api/accounts/" + ACCOUNT);
        assertThat(get(lead, "/api/audit?actor=lead&subject=" + ACCOUNT)
                        .get("entries")
                        .findValuesAsText("detail"))
                .containsExactly("audit log of lead", "account");
        assertThat(get(lead, "/api/audit?actor=nobody").get("entries")).isEmpty();
    }

    @Test
    void printsACaseFileInWhichNoTextIsMarkup() throws Exception {
        writeCase();
        String hostile = "</title><script>alert(1)</script>\"><img src=x onerror=alert(1)>\u202egnp.exe";
        write(TopicCatalogue.TRANSACTIONS, transaction("t-3", "acct-other-3", hostile));
        write(TopicCatalogue.DECISIONS, decision("t-3", "acct-other-3"));
        write(TopicCatalogue.ALERTS, alert("inc-3", "acct-other-3", "t-3", IncidentScope.ACCOUNT));
        open(Set.of(UserRole.VIEWER, UserRole.ANALYST));
        Session lead = signIn(UserRole.LEAD);
        post(lead, "/api/incidents/inc-3/notes", "{\"text\":\"<b>" + IP + "</b>\"}");
        post(lead, "/api/accounts/acct-other-3/freeze", "{\"reason\":\"<i>stolen</i>\",\"hours\":2}");
        post(lead, "/api/verdicts", "{\"incident_ids\":[\"inc-3\"],\"finding\":\"FRAUD\",\"note\":\"<u>sure</u>\"}");

        HttpResponse<String> response = send(lead, "GET", "/incidents/inc-3/case-file", null);

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        String file = response.body();
        assertThat(file)
                .contains("Case file inc-3", "Printed by", ">lead<", "acct-other-3", DEVICE, COUNTERPARTY)
                .contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;b&gt;" + IP, "&lt;i&gt;stolen", "&lt;u&gt;sure", " UTC<")
                .doesNotContain(
                        "<script",
                        "<img",
                        "<b>",
                        "<i>",
                        "<u>",
                        "style=",
                        "<style",
                        "\u202e",
                        "Personal data is masked");
        assertThat(send(lead, "GET", "/incidents/inc-3/case-file?lang=de", null).body())
                .contains("<html lang=\"de\">", "Gedruckt von");
        assertThat(send(lead, "GET", "/case-file.css", null).statusCode()).isEqualTo(200);

        String masked = send(signIn(UserRole.ANALYST), "GET", "/incidents/inc-3/case-file", null)
                .body();
        assertThat(masked)
                .contains("account~", "ip~", "device~", "Personal data is masked")
                .doesNotContain("acct-other-3", IP, DEVICE, COUNTERPARTY);
        assertThat(auditLog().stream().filter(entry -> entry.action().equals("print")))
                .extracting(AuditEntry::actor, AuditEntry::subject, AuditEntry::detail)
                .startsWith(tuple("lead", "acct-other-3", "case file of incident inc-3"))
                .hasSize(3);
    }

    @Test
    void analystsWhoCannotPickGetIncidentsInTheOrderOfTheQueue() throws Exception {
        writeCase();
        open(MaskingPolicy.DEFAULT_ROLES, new AssignmentPolicy(Duration.ofMinutes(30), true, null));
        Session analyst = signIn(UserRole.ANALYST);
        Session lead = signIn(UserRole.LEAD);
        assertThat(get(analyst, "/api/session").get("restricted").asBoolean()).isTrue();
        assertThat(get(lead, "/api/session").get("restricted").asBoolean()).isFalse();

        HttpResponse<String> given = send(analyst, "POST", "/api/incidents/take-next", "{\"q\":\"inc-2\"}");
        String taken = JSON.readTree(given.body()).at("/incident/incident_id").asText();
        assertThat(taken).as("the filter picks nothing").isEqualTo("inc-1");
        for (String verb : List.of("claim", "skip", "escalate", "snooze")) {
            assertThat(send(analyst, "POST", "/api/incidents/inc-2/" + verb, "{}")
                            .statusCode())
                    .as(verb)
                    .isEqualTo(403);
        }
        assertThat(send(analyst, "POST", "/api/incidents/inc-2/notes", "{\"text\":\"mine\"}")
                        .body())
                .contains("take the next one");
        assertThat(send(analyst, "POST", "/api/verdicts", "{\"incident_ids\":[\"inc-2\"],\"finding\":\"FRAUD\"}")
                        .statusCode())
                .isEqualTo(403);
        post(analyst, "/api/incidents/inc-1/notes", "{\"text\":\"called\"}");
        post(analyst, "/api/verdicts", "{\"incident_ids\":[\"inc-1\"],\"finding\":\"LEGITIMATE\"}");
        post(lead, "/api/incidents/inc-2/claim", "{}");
    }

    @Test
    void anIncidentThatNobodyTakesIsEscalated() throws Exception {
        writeCase();
        open(MaskingPolicy.DEFAULT_ROLES, new AssignmentPolicy(Duration.ofMinutes(30), false, Duration.ofMillis(1)));
        Session lead = signIn(UserRole.LEAD);
        for (String id : List.of("inc-1", "inc-2")) {
            await(() ->
                    get(lead, "/api/incidents/" + id).at("/incident/escalated").asBoolean());
        }

        assertThat(send(signIn(UserRole.ANALYST), "POST", "/api/incidents/take-next", "{}")
                        .statusCode())
                .as("escalated ones are for leads")
                .isEqualTo(204);
        assertThat(auditLog().stream()
                        .filter(entry -> entry.action().equals("escalate"))
                        .map(entry -> entry.actor() + " " + entry.subject()))
                .containsExactlyInAnyOrder("console " + ACCOUNT, "console acct-other-2");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(untilNs);
            Thread.sleep(50);
        }
    }

    @Test
    void everyRoleMayDoWhatTheTableSays() throws Exception {
        open(MaskingPolicy.DEFAULT_ROLES);
        Set<String> notServed = new TreeSet<>();
        List<String> expectedDenials = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            for (String endpoint : permission.endpoints()) {
                int anonymous = status(null, endpoint);
                if (!permission.needsSession()) {
                    assertThat(anonymous).as(endpoint).isNotIn(403, 404, 405, 500);
                } else if (anonymous == 401) {
                    for (UserRole role : UserRole.values()) {
                        int status = status(signIn(role), endpoint);
                        if (permission.isGrantedTo(role)) {
                            assertThat(status).as("%s %s", role, endpoint).isNotIn(401, 403, 405, 500);
                        } else {
                            assertThat(status).as("%s %s", role, endpoint).isEqualTo(403);
                            expectedDenials.add(role.text() + " " + endpoint.replaceAll("\\{\\w+}", "ip"));
                        }
                    }
                } else {
                    notServed.add(endpoint);
                }
            }
        }
        assertThat(notServed)
                .as("endpoints of the table that the server does not have")
                .isEmpty();
        assertThat(auditLog().stream()
                        .filter(entry -> entry.action().equals("denied"))
                        .map(entry -> entry.actor() + " " + entry.detail()))
                .containsExactlyElementsOf(expectedDenials)
                .isNotEmpty();
    }

    private int status(@Nullable Session session, String endpoint) throws Exception {
        String[] parts = endpoint.split(" ", 2);
        HttpRequest.Builder request =
                request(parts[0], parts[1].replaceAll("\\{\\w+}", "ip"), parts[0].equals("GET") ? null : "{}");
        request.header("Accept", parts[1].equals("/api/events") ? "text/event-stream" : "*/*");
        if (session != null) {
            request.header("Cookie", session.cookie()).header("X-CSRF-Token", session.csrf());
        }
        // The stream of events has no end.
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    /** All pages of the viewer's role, with and without the ids. */
    private static List<String> paths() {
        List<String> paths = new ArrayList<>(List.of(
                "/api/session",
                "/api/views",
                "/api/incidents?status=all",
                "/api/incidents/inc-1",
                "/api/incidents/inc-2",
                "/api/incidents/inc-1/neighbours?hops=3",
                "/api/accounts/" + ACCOUNT,
                "/api/accounts/acct-other-2",
                "/api/entities/account/" + ACCOUNT,
                "/api/entities/ip/" + IP,
                "/api/entities/device/" + DEVICE,
                "/api/entities/counterparty/" + COUNTERPARTY,
                "/api/entities/merchant/m-1",
                "/api/model",
                "/api/what-if",
                "/api/search?q=t-1"));
        IDS.forEach(id -> paths.add("/api/search?q=" + id));
        IDS.forEach(id -> paths.add("/api/incidents?status=all&q=" + id));
        return paths;
    }

    /** An incident of one account with its payment, and a shared incident of an address. */
    private void writeCase() {
        write(TopicCatalogue.TRANSACTIONS, transaction("t-1", ACCOUNT), transaction("t-2", "acct-other-2"));
        write(TopicCatalogue.DECISIONS, decision("t-1", ACCOUNT), decision("t-2", "acct-other-2"));
        write(
                TopicCatalogue.ALERTS,
                alert("inc-1", ACCOUNT, "t-1", IncidentScope.ACCOUNT),
                alert("inc-2", "acct-other-2", "t-2", new IncidentScope("IP " + IP, 2, null)));
    }

    private static Transaction transaction(String id, String account) {
        return transaction(id, account, "=HYPERLINK(1)");
    }

    private static Transaction transaction(String id, String account, String merchant) {
        return new Transaction(
                id,
                NOW_MS,
                account,
                CARD,
                new Money(100, "EUR"),
                Channel.values()[0],
                IP,
                DEVICE,
                new Merchant("m-1", merchant, "5411", "FR", null),
                null,
                COUNTERPARTY,
                null,
                null,
                new TreeMap<>());
    }

    private static Decision decision(String id, String account) {
        Decision sample = new Samples(1).decision();
        return new Decision(
                id,
                account,
                NOW_MS,
                new PolicyOutcome(Outcome.REVIEW, Cause.WATCHED, "WATCH IP " + IP),
                sample.scoring(),
                false,
                NOW_MS,
                sample.origin());
    }

    private static Alert alert(String id, String account, String transaction, IncidentScope scope) {
        Alert sample = new Samples(1).alert();
        return new Alert(
                new IncidentState(
                        id, Alert.Status.OPENED, new IncidentTotals(1, 0, 0.9, 500, "EUR"), NOW_MS, NOW_MS, scope),
                new SuspiciousTransaction(account, transaction, new Money(100, "EUR"), Outcome.REVIEW, sample.model()));
    }

    private String export(Session session) throws Exception {
        HttpResponse<String> response = send(session, "GET", "/api/incidents.csv?status=all", null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        return response.body();
    }

    private List<AuditEntry> auditLog() {
        List<AuditEntry> entries = new ArrayList<>();
        try (TopicReader<AuditEntry> reader = new TopicReader<>(kafka, TopicCatalogue.AUDIT)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<AuditEntry> read) {
                    entries.add(read.value());
                }
            });
        }
        return entries;
    }

    @SafeVarargs
    private <T> void write(Topic<T> topic, T... values) {
        try (TopicWriter<T> writer = new TopicWriter<>(kafka, topic)) {
            for (T value : values) {
                writer.write(value);
            }
        }
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(console.url() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(Session session, String method, String path, @Nullable String body)
            throws Exception {
        return http.send(
                request(method, path, body)
                        .header("Cookie", session.cookie())
                        .header("X-CSRF-Token", session.csrf())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(Session session, String path) throws Exception {
        return ok(path, send(session, "GET", path, null));
    }

    private void post(Session session, String path, String body) throws Exception {
        ok(path, send(session, "POST", path, body));
    }

    private static JsonNode ok(String path, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
