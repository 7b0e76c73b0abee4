package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.http.TlsCertificate;
import io.nacre.kafka.topic.PropagatedHeaders;
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
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP interface of one gateway, with transactions of its own for each test. */
@Tag("broker")
@TestInstance(Lifecycle.PER_CLASS)
class GatewayHttpTest extends GatewayFixture {

    @BeforeAll
    void startGateway() throws IOException {
        install();
    }

    @AfterAll
    void stopGateway() throws IOException {
        uninstall();
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
        HttpResponse<String> first = post(gateway, transaction("same-1", 5), 10_000);
        HttpResponse<String> again = post(gateway, transaction("same-1", 5), 10_000);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(post(gateway, transaction("same-1", 6), 10_000).statusCode()).isEqualTo(409);
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            HttpResponse<String> elsewhere = post(other, transaction("same-1", 5), 10_000);

            assertThat(outcome(elsewhere)).isEqualTo(outcome(first));
            assertThat(JSON.readTree(elsewhere.body()).get("duplicate").asBoolean())
                    .isTrue();
            HttpResponse<String> conflict = post(other, transaction("same-1", 6), 10_000);
            assertThat(conflict.statusCode()).isEqualTo(409);
            assertThat(JSON.readTree(conflict.body()).get("code").asText()).isEqualTo("ID_CONFLICT");
        }
    }

    /** They once took the place of the header by which the decision finds the gateway. */
    @Test
    void moreHeadersThanArePassedOnDoNotDelayTheDecision() throws Exception {
        HttpRequest.Builder request = request(gateway, "/v1/decisions?deadline_ms=10000");
        for (int i = 0; i <= PropagatedHeaders.MAX_HEADERS; i++) {
            request.header("platform-" + i, "x");
        }
        HttpResponse<String> response =
                send(request.POST(HttpRequest.BodyPublishers.ofString(transaction("headers-1", 5_000))));

        assertThat(outcome(response)).isEqualTo("DECLINE");
    }

    @Test
    void aBatchHasAnAnswerForEachTransaction() throws Exception {
        HttpResponse<String> response = send(request(gateway, "/v1/decisions/batch?deadline_ms=10000")
                .POST(HttpRequest.BodyPublishers.ofString("[" + transaction("batch-1", 1) + ","
                        + transaction("batch-2", -1) + "," + transaction("batch-3", 5_000) + "]")));

        JsonNode answers = JSON.readTree(response.body()).get("answers");
        assertThat(answers.findValuesAsText("status")).contains("200", "400");
        assertThat(answers.at("/0/decision/outcome").asText()).isEqualTo("APPROVE");
        assertThat(answers.at("/1/problem/code").asText()).isEqualTo("AMOUNT_RANGE");
        assertThat(answers.at("/2/decision/outcome").asText()).isEqualTo("DECLINE");
    }

    @Test
    void findsADecisionOnlyForItsAccount() throws Exception {
        post(gateway, transaction("found-1", 1), 10_000);
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            for (GatewayServer each : List.of(gateway, other)) {
                assertThat(outcome(get(each, "/v1/decisions/found-1?account_id=a")))
                        .isEqualTo("APPROVE");
                assertThat(get(each, "/v1/decisions/found-1?account_id=b").statusCode())
                        .isEqualTo(404);
                assertThat(get(each, "/v1/decisions/found-1").statusCode()).isEqualTo(400);
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
        int decided = job.headers().size();

        HttpResponse<String> response = send(request(gateway, path).POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("remedy").asText()).isNotBlank();
        assertThat(job.headers()).hasSize(decided);
    }

    @Test
    void refusesOtherMediaTypesMethodsAndLargeBodies() throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(transaction("media-1", 1));

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
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        transaction("media-1", 1) + " ".repeat(100_000))))
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
            assertThat(post(secured, transaction("key-1", 1), 1_000).statusCode())
                    .isEqualTo(401);
            assertThat(send(request(secured, "/v1/decisions?deadline_ms=10000")
                                    .header("Authorization", "Bearer " + score)
                                    .POST(HttpRequest.BodyPublishers.ofString(transaction("key-1", 1))))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(request(secured, "/v1/decisions/key-1?account_id=a")
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
        int decided = job.headers().size();
        String key = ApiKeys.create();
        Path file = Files.writeString(
                folder.resolve("other-keys"), ApiKeys.line("support", Set.of(ApiKeys.Scope.READ), key));
        try (GatewayServer secured = start("g-2", ApiKeys.read(file))) {
            assertThat(statusWithoutBody(secured, "/v1/decisions", "Bearer unknown"))
                    .isEqualTo("HTTP/1.1 401");
            assertThat(statusWithoutBody(secured, "/v1/decisions", "Bearer " + key))
                    .isEqualTo("HTTP/1.1 403");
            for (String path : List.of("//v1/decisions", "/%76%31/decisions", "/x/../v1/decisions")) {
                assertThat(send(request(secured, path)
                                        .POST(HttpRequest.BodyPublishers.ofString(transaction("unknown-1", 1))))
                                .statusCode())
                        .as(path)
                        .isNotEqualTo(200);
            }
        }
        assertThat(job.headers()).hasSize(decided);
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
        HttpServerSettings secured =
                new HttpServerSettings("127.0.0.1", 0, ApiKeys.none(), 100, new TlsCertificate(store, "for-this-test"));
        try (GatewayServer server = GatewayServer.start(secured, settings)) {
            assertThat(server.url()).startsWith("https://");
            HttpResponse<String> response = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            request(server, "/v1/decisions?deadline_ms=10000")
                                    .POST(HttpRequest.BodyPublishers.ofString(transaction("tls-1", 1)))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(outcome(response)).isEqualTo("APPROVE");
            assertThat(secured.toString()).doesNotContain("for-this-test");
        }
    }

    @Test
    void describesItselfAndReportsItsHealthAndMetrics() throws Exception {
        post(gateway, transaction("metrics-1", 1), 10_000);

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
}
