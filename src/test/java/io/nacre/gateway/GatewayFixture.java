package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.StandIn;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Gateways on a real broker, and their clients. A stub decides, so that a test can say when decisions come. */
abstract class GatewayFixture {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static LocalBroker broker;
    private static int installations;

    final HttpClient http = HttpClient.newHttpClient();
    KafkaSettings kafka;
    JobStub job;
    GatewayServer gateway;

    @BeforeAll
    static void startBroker() {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** Starts a gateway and a job on topics of their own. */
    void install() throws IOException {
        kafka = KafkaSettings.of(broker.brokers()).withPrefix("i" + installations++ + ".");
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 2);
        }
        job = new JobStub(kafka);
        gateway = start("g-1", ApiKeys.none());
    }

    void uninstall() throws IOException {
        gateway.close();
        job.close();
    }

    GatewayServer start(String id, ApiKeys keys) throws IOException {
        return GatewayServer.start(
                new HttpServerSettings("127.0.0.1", 0, keys, 1_000, null),
                new GatewaySettings(
                        kafka, id, StandInPolicy.defaults(), 100, folder.resolve(kafka.prefix() + id + ".journal")));
    }

    List<StandIn> standIns() {
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

    static String transaction(String id, long minorUnits) {
        return "{\"id\":\"" + id + "\",\"event_time\":\"2026-03-01T12:00:00Z\",\"account_id\":\"a\",\"amount_minor\":"
                + minorUnits + ",\"currency\":\"EUR\",\"channel\":\"CARD_PRESENT\"}";
    }

    static String outcome(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("outcome").asText();
    }

    HttpResponse<String> post(GatewayServer to, String body, long deadlineMs) throws Exception {
        return postLater(to, body, deadlineMs).get();
    }

    CompletableFuture<HttpResponse<String>> postLater(GatewayServer to, String body, long deadlineMs) {
        return http.sendAsync(
                request(to, "/v1/decisions?deadline_ms=" + deadlineMs)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(GatewayServer from, String path) throws Exception {
        return send(request(from, path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(GatewayServer to, String path) {
        return HttpRequest.newBuilder(URI.create(to.url() + path)).header("Content-Type", "application/json");
    }

    static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as("still waiting").isBefore(end);
            Thread.sleep(20);
        }
    }
}
