package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.Contract;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.StandIn;
import io.nacre.decision.control.AccountAction;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.audit.StandInSummary;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gateways on a real broker. A stub decides, so that a test can say when decisions come. */
@Tag("broker")
class GatewayTest {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static int installations;

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaSettings kafka;
    private JobStub job;
    private GatewayServer gateway;

    @BeforeAll
    static void startBroker() {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** Each test has topics of its own. */
    @BeforeEach
    void startGateway() throws IOException {
        kafka = KafkaSettings.of(broker.brokers()).withPrefix("i" + installations++ + ".");
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 2);
        }
        job = new JobStub(kafka);
        gateway = start("g-1", ApiKeys.none());
    }

    @AfterEach
    void stopGateway() throws IOException {
        gateway.close();
        job.close();
    }

    @Test
    void answersWithTheDecision() throws Exception {
        HttpResponse<String> response = post(gateway, transaction("t-1", 999), 10_000);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.get("stand_in").asBoolean()).isFalse();
        assertThat(answer.get("transaction_id").asText()).isEqualTo("t-1");
        assertThat(answer.get("outcome").asText()).isEqualTo("APPROVE");
        assertThat(answer.get("score").asDouble()).isBetween(0.24, 0.26);
        assertThat(answer.get("trail")).hasSize(2);
        assertThat(answer.at("/origin/topic").asText()).endsWith("payments.transactions");
        assertThat(outcome(post(gateway, transaction("t-2", 1_000), 10_000))).isEqualTo("DECLINE");
    }

    @Test
    void theSameTransactionGetsTheSameAnswerFromEveryGatewayAndAnotherOneIsAConflict() throws Exception {
        HttpResponse<String> first = post(gateway, transaction("t-1", 5), 10_000);
        HttpResponse<String> again = post(gateway, transaction("t-1", 5), 10_000);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(post(gateway, transaction("t-1", 6), 10_000).statusCode()).isEqualTo(409);
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            HttpResponse<String> elsewhere = post(other, transaction("t-1", 5), 10_000);

            assertThat(outcome(elsewhere)).isEqualTo(outcome(first));
            assertThat(JSON.readTree(elsewhere.body()).get("duplicate").asBoolean())
                    .isTrue();
            HttpResponse<String> conflict = post(other, transaction("t-1", 6), 10_000);
            assertThat(conflict.statusCode()).isEqualTo(409);
            assertThat(JSON.readTree(conflict.body()).get("code").asText()).isEqualTo("ID_CONFLICT");
        }
    }

    @Test
    void withoutADecisionItStandsInAndEveryGatewayKeepsToThatAnswer() throws Exception {
        job.pause();
        HttpResponse<String> response = post(gateway, transaction("t-1", 2_000), 1_500);

        JsonNode answer = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.get("stand_in").asBoolean()).isTrue();
        assertThat(answer.get("outcome").asText()).isEqualTo("APPROVE");
        assertThat(answer.get("basis").asText()).isEqualTo("AMOUNT");
        assertThat(answer.get("reason").asText()).isEqualTo("LATE");
        assertThat(answer.get("gateway_id").asText()).isEqualTo("g-1");

        job.resume();
        await(() -> standIns().size() == 2);
        List<StandIn> standIns = standIns();
        assertThat(standIns.get(0).decision()).isNull();
        assertThat(standIns.get(1).decision().outcome().name()).isEqualTo("DECLINE");
        assertThat(standIns.get(1).isContradicted()).isTrue();
        StandInSummary summary = StandInSummary.read(kafka, null, null, 5, () -> {});
        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.contradictedCount()).isEqualTo(1);
        assertThat(summary.contradicted()).containsExactly(standIns.get(1));
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            HttpResponse<String> elsewhere = post(other, transaction("t-1", 2_000), 10_000);

            assertThat(outcome(elsewhere)).isEqualTo("APPROVE");
            assertThat(JSON.readTree(elsewhere.body()).at("/decision/outcome").asText())
                    .isEqualTo("DECLINE");
            assertThat(post(other, transaction("t-1", 2_001), 10_000).statusCode())
                    .isEqualTo(409);
        }
        assertThat(outcome(post(gateway, transaction("t-1", 2_000), 10_000))).isEqualTo("APPROVE");
    }

    /** The first gateway answers with a decision. Then the job is down, and the request is repeated at the second. */
    @Test
    void aRepeatGetsTheDecisionFromAnotherGatewayWithoutTheJob() throws Exception {
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            assertThat(outcome(post(gateway, transaction("t-1", 2_000), 10_000)))
                    .isEqualTo("DECLINE");
            job.pause();

            HttpResponse<String> repeated = post(other, transaction("t-1", 2_000), 10_000);

            assertThat(outcome(repeated)).isEqualTo("DECLINE");
            assertThat(JSON.readTree(repeated.body()).get("stand_in").asBoolean())
                    .isFalse();
            assertThat(JSON.readTree(repeated.body()).get("duplicate").asBoolean())
                    .isTrue();
            HttpResponse<String> differs = post(other, transaction("t-1", 2_001), 200);
            assertThat(differs.statusCode()).isEqualTo(409);
            HttpResponse<String> third;
            try (GatewayServer restarted = start("g-3", ApiKeys.none())) {
                third = post(restarted, transaction("t-1", 2_001), 200);
            }
            assertThat(JSON.readTree(third.body()).get("stand_in").asBoolean())
                    .as("nobody compared it with the decided one")
                    .isTrue();
        }
    }

    /** The gateway needs neither the transactions of others nor the job, and cannot send the repeat either. */
    @Test
    void aRepeatGetsTheDecisionFromAnotherGatewayWithoutTheTopicOfTransactions() throws Exception {
        try (GatewayServer other = start("g-2", ApiKeys.none());
                Admin admin = Admin.create(kafka.clientProperties())) {
            assertThat(outcome(post(gateway, transaction("t-1", 2_000), 10_000)))
                    .isEqualTo("DECLINE");
            job.pause();
            admin.deleteTopics(List.of(kafka.nameOf(TopicCatalogue.TRANSACTIONS)))
                    .all()
                    .get();

            JsonNode repeated =
                    JSON.readTree(post(other, transaction("t-1", 2_000), 5_000).body());

            assertThat(repeated.get("stand_in").asBoolean()).isFalse();
            assertThat(repeated.get("outcome").asText()).isEqualTo("DECLINE");
        }
    }

    /** The producer is not a gateway, so only the job can compare. */
    @Test
    void aRepeatOfATransactionFromTheTopicIsAnsweredByTheJob() throws Exception {
        String body = transaction("t-1", 2_000);
        try (TopicWriter<Transaction> transactions = new TopicWriter<>(kafka, TopicCatalogue.TRANSACTIONS)) {
            transactions.write(
                    Contract.TRANSACTION.jsonReader().read(body.getBytes(StandardCharsets.UTF_8), RecordOrigin.NONE));
        }
        await(() -> job.headers().size() == 1);

        JsonNode answer = JSON.readTree(post(gateway, body, 10_000).body());

        assertThat(answer.get("outcome").asText()).isEqualTo("DECLINE");
        assertThat(answer.get("duplicate").asBoolean()).isTrue();
        assertThat(post(gateway, transaction("t-1", 2_001), 10_000).statusCode())
                .isEqualTo(409);
    }

    /** The first gateway stands in while the second waits. The decision must not contradict it. */
    @Test
    void aGatewayThatGetsTheDecisionLaterKeepsToTheStandInOfAnother() throws Exception {
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            job.pause();
            CompletableFuture<HttpResponse<String>> patient = postLater(other, transaction("t-1", 2_000), 10_000);
            assertThat(outcome(post(gateway, transaction("t-1", 2_000), 200))).isEqualTo("APPROVE");
            job.resume();

            assertThat(outcome(patient.get())).isEqualTo("APPROVE");
        }
    }

    @Test
    void aStandInObservesFreezes() throws Exception {
        job.pause();
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(
                    new AccountAction("a", AccountAction.Type.FREEZE, 1, "ann", "mules", 1_700_000_000_000L, null));
        }
        await(() -> {
            JsonNode answer =
                    JSON.readTree(post(gateway, transaction(freshId(), 1), 30).body());
            return answer.path("basis").asText().equals("FROZEN")
                    && answer.path("outcome").asText().equals("DECLINE")
                    && answer.path("basis_detail").asText().equals("FREEZE by ann: mules");
        });
    }

    @Test
    void aSilentJobIsNamedAsTheReason() throws Exception {
        job.pause();
        post(gateway, transaction("t-0", 1), 100);
        await(() -> {
            JsonNode answer =
                    JSON.readTree(post(gateway, transaction(freshId(), 1), 30).body());
            return answer.path("reason").asText().equals("JOB_DOWN");
        });
    }

    @Test
    void traceContextAndPlatformHeadersReachTheJob() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        send(request(gateway, "/v1/decisions?deadline_ms=10000")
                .header("traceparent", trace)
                .header("Platform-Order", "o-1")
                .header("nacre-reply-to", "1:stolen-request-id")
                .POST(HttpRequest.BodyPublishers.ofString(transaction("t-1", 1))));

        assertThat(job.headers()).containsExactly(Map.of("traceparent", trace, "platform-order", "o-1"));
    }

    @Test
    void aBatchHasAnAnswerForEachTransaction() throws Exception {
        HttpResponse<String> response = send(request(gateway, "/v1/decisions/batch?deadline_ms=10000")
                .POST(HttpRequest.BodyPublishers.ofString("[" + transaction("t-1", 1) + "," + transaction("t-2", -1)
                        + "," + transaction("t-3", 5_000) + "]")));

        JsonNode answers = JSON.readTree(response.body()).get("answers");
        assertThat(answers.findValuesAsText("status")).contains("200", "400");
        assertThat(answers.at("/0/decision/outcome").asText()).isEqualTo("APPROVE");
        assertThat(answers.at("/1/problem/code").asText()).isEqualTo("AMOUNT_RANGE");
        assertThat(answers.at("/2/decision/outcome").asText()).isEqualTo("DECLINE");
    }

    @Test
    void findsADecisionOnlyForItsAccount() throws Exception {
        post(gateway, transaction("t-1", 1), 10_000);
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            for (GatewayServer each : List.of(gateway, other)) {
                assertThat(outcome(get(each, "/v1/decisions/t-1?account_id=a"))).isEqualTo("APPROVE");
                assertThat(get(each, "/v1/decisions/t-1?account_id=b").statusCode())
                        .isEqualTo(404);
                assertThat(get(each, "/v1/decisions/t-1").statusCode()).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/decisions | {} | 400 | FIELD_EMPTY",
                "/v1/decisions | {\"id\": | 400 | UNREADABLE",
                "/v1/decisions | [] | 400 | UNREADABLE",
                "/v1/decisions?deadline_ms=1 | {} | 400 | DEADLINE_RANGE",
                "/v1/decisions?deadline_ms=x | {} | 400 | DEADLINE_RANGE",
                "/v1/nothing | {} | 404 | NOT_FOUND"
            })
    void refusesABadRequestWithCodeAndRemedy(String path, String body, int status, String code) throws Exception {
        HttpResponse<String> response = send(request(gateway, path).POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("remedy").asText()).isNotBlank();
        assertThat(job.headers()).isEmpty();
    }

    @Test
    void refusesOtherMediaTypesMethodsAndLargeBodies() throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(transaction("t-1", 1));

        assertThat(send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/decisions"))
                                .header("Content-Type", "text/plain")
                                .POST(body))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request(gateway, "/v1/decisions").PUT(body)).statusCode())
                .isEqualTo(405);
        assertThat(send(request(gateway, "/v1/decisions")
                                .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(2 << 20))))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request(gateway, "/v1/decisions")
                                .POST(HttpRequest.BodyPublishers.ofString(transaction("t-1", 1) + " ".repeat(100_000))))
                        .statusCode())
                .isEqualTo(413);
    }

    /** Two lengths, or a length beside chunks, hide a second request from a proxy. */
    @ParameterizedTest
    @CsvSource({"Content-Length: 2\\r\\nContent-Length: 3", "Content-Length: 2\\r\\nTransfer-Encoding: chunked"})
    void refusesAmbiguousLengths(String headers) throws Exception {
        URI url = URI.create(gateway.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/decisions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + headers.replace("\\r\\n", "\r\n") + "\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();

            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 400");
        }
    }

    @Test
    void aKeyAllowsWhatItsScopesSay() throws Exception {
        String score = ApiKeys.create();
        Path file =
                Files.writeString(folder.resolve("keys"), ApiKeys.line("checkout", Set.of(ApiKeys.Scope.SCORE), score));
        try (GatewayServer secured = start("g-2", ApiKeys.read(file))) {
            assertThat(post(secured, transaction("t-1", 1), 1_000).statusCode()).isEqualTo(401);
            assertThat(send(request(secured, "/v1/decisions?deadline_ms=10000")
                                    .header("Authorization", "Bearer " + score)
                                    .POST(HttpRequest.BodyPublishers.ofString(transaction("t-1", 1))))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(request(secured, "/v1/decisions/t-1?account_id=a")
                                    .header("Authorization", "Bearer " + score)
                                    .GET())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get(secured, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    /** Nobody without a key makes the gateway wait for a body. */
    @Test
    void refusesAnUnknownClientBeforeItSendsABody() throws Exception {
        String key = ApiKeys.create();
        Path file = Files.writeString(
                folder.resolve("other-keys"), ApiKeys.line("support", Set.of(ApiKeys.Scope.READ), key));
        try (GatewayServer secured = start("g-2", ApiKeys.read(file))) {
            assertThat(statusWithoutBody(secured, "/v1/decisions", "Bearer unknown"))
                    .isEqualTo("HTTP/1.1 401");
            assertThat(statusWithoutBody(secured, "/v1/decisions", "Bearer " + key))
                    .isEqualTo("HTTP/1.1 403");
            for (String path : List.of("//v1/decisions", "/%76%31/decisions", "/x/../v1/decisions")) {
                assertThat(send(request(secured, path).POST(HttpRequest.BodyPublishers.ofString(transaction("t-1", 1))))
                                .statusCode())
                        .as(path)
                        .isNotEqualTo(200);
            }
        }
        assertThat(job.headers()).isEmpty();
    }

    private static String statusWithoutBody(GatewayServer to, String path, String authorization) throws IOException {
        URI url = URI.create(to.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            begin(socket, path, authorization);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** Sends the headers of a request whose body would have a thousand bytes. */
    private static void begin(Socket socket, String path, String authorization) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: "
                        + authorization + "\r\nContent-Length: 1000\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void refusesABodyThatNeverEnds() throws Exception {
        URI url = URI.create(gateway.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            begin(socket, "/v1/decisions", "none");
            InputStream in = socket.getInputStream();
            await(() -> {
                if (in.available() == 0) {
                    socket.getOutputStream().write(' ');
                }
                return in.available() > 0;
            });

            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("BODY_LATE");
        }
    }

    @Test
    void answersOverTls() throws Exception {
        Path store = folder.resolve(kafka.prefix() + "p12");
        String line = System.getProperty("java.home") + "/bin/keytool -genkeypair -alias g -dname CN=gateway -keyalg EC"
                + " -ext SAN=IP:127.0.0.1 -storetype PKCS12 -storepass for-this-test -keystore " + store;
        assertThat(new ProcessBuilder(line.split(" ")).inheritIO().start().waitFor())
                .isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "for-this-test".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        GatewaySettings settings = new GatewaySettings(
                kafka, "g-2", StandInPolicy.defaults(), 100, folder.resolve(kafka.prefix() + "g-2.journal"));
        HttpServerSettings secured = new HttpServerSettings(
                "127.0.0.1", 0, ApiKeys.none(), 100, new HttpServerSettings.Tls(store, "for-this-test"));
        try (GatewayServer server = GatewayServer.start(secured, settings)) {
            assertThat(server.url()).startsWith("https://");
            HttpResponse<String> response = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            request(server, "/v1/decisions?deadline_ms=10000")
                                    .POST(HttpRequest.BodyPublishers.ofString(transaction("t-1", 1)))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(outcome(response)).isEqualTo("APPROVE");
            assertThat(secured.toString()).doesNotContain("for-this-test");
        }
    }

    @Test
    void describesItselfAndReportsItsHealthAndMetrics() throws Exception {
        post(gateway, transaction("t-1", 1), 10_000);

        JsonNode openApi = JSON.readTree(get(gateway, "/openapi.json").body());
        assertThat(openApi.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(openApi.at("/components/schemas/Transaction/properties").has("amount_minor"))
                .isTrue();
        assertThat(get(gateway, "/docs").body()).contains("/v1/decisions", "amount_minor");
        assertThat(get(gateway, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(gateway, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(get(gateway, "/metrics").body())
                .contains("nacre_gateway_requests_in_flight 0", "nacre_gateway_request_seconds_count");
    }

    @Test
    void refusesFurtherRequestsWhileItsAnswersAreLate() throws Exception {
        job.pause();
        GatewaySettings settings = new GatewaySettings(
                kafka, "g-3", StandInPolicy.defaults(), 100, folder.resolve(kafka.prefix() + "g-3.journal"));
        try (DecisionRequestHandler requests = new DecisionRequestHandler(settings, new GatewayMetrics())) {
            await(() -> {
                isRefused(requests, Duration.ofSeconds(-2));
                return isRefused(requests, Duration.ofMillis(100));
            });
            await(() -> !isRefused(requests, Duration.ofMillis(100)));
        }
    }

    /** Short, because a long number may be taken for that of a card. */
    private static String freshId() {
        return "fresh-" + IDS.incrementAndGet();
    }

    /** Whether a transaction with so much time left is refused. */
    private static boolean isRefused(DecisionRequestHandler requests, Duration left) throws Exception {
        String id = freshId();
        Transaction transaction = Contract.TRANSACTION
                .jsonReader()
                .read(transaction(id, 1).getBytes(StandardCharsets.UTF_8), RecordOrigin.NONE);
        try {
            DecisionAnswer answer = requests.decide(
                            new DecisionRequest(transaction, id, Map.of(), System.nanoTime() + left.toNanos()))
                    .get();
            assertThat(answer).isInstanceOf(DecisionAnswer.StoodIn.class);
            return false;
        } catch (GatewayUnavailableException e) {
            assertThat(e.isStopping()).isFalse();
            return true;
        }
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() throws Exception {
        job.pause();
        CompletableFuture<HttpResponse<String>> waiting = postLater(gateway, transaction("t-1", 1), 2_000);
        await(() -> get(gateway, "/metrics").body().contains("nacre_gateway_requests_in_flight 1"));
        gateway.close();

        assertThat(outcome(waiting.get())).isEqualTo("APPROVE");
        assertThat(standIns()).hasSize(1);
    }

    private GatewayServer start(String id, ApiKeys keys) throws IOException {
        return GatewayServer.start(
                new HttpServerSettings("127.0.0.1", 0, keys, 1_000, null),
                new GatewaySettings(
                        kafka, id, StandInPolicy.defaults(), 100, folder.resolve(kafka.prefix() + id + ".journal")));
    }

    private List<StandIn> standIns() {
        List<StandIn> found = new ArrayList<>();
        try (TopicReader<StandIn> reader = new TopicReader<>(kafka, TopicCatalogue.STAND_INS)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<StandIn> read) {
                    found.add(read.value());
                }
            });
        }
        return found;
    }

    private static String transaction(String id, long minorUnits) {
        return "{\"id\":\"" + id + "\",\"event_time\":\"2026-03-01T12:00:00Z\",\"account_id\":\"a\",\"amount_minor\":"
                + minorUnits + ",\"currency\":\"EUR\",\"channel\":\"CARD_PRESENT\"}";
    }

    private static String outcome(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("outcome").asText();
    }

    private HttpResponse<String> post(GatewayServer to, String body, long deadlineMs) throws Exception {
        return postLater(to, body, deadlineMs).get();
    }

    private CompletableFuture<HttpResponse<String>> postLater(GatewayServer to, String body, long deadlineMs) {
        return http.sendAsync(
                request(to, "/v1/decisions?deadline_ms=" + deadlineMs)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(GatewayServer from, String path) throws Exception {
        return send(request(from, path).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(GatewayServer to, String path) {
        return HttpRequest.newBuilder(URI.create(to.url() + path)).header("Content-Type", "application/json");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as("still waiting").isBefore(end);
            Thread.sleep(20);
        }
    }
}
