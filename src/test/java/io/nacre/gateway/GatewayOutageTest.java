package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is gone while payers wait, and the gateway ends before it is back. */
@Tag("broker")
class GatewayOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void whatAGatewayAnsweredWithoutABrokerIsPublishedWhenItIsBack() throws Exception {
        LocalBroker broker = LocalBroker.start(folder.resolve("broker"));
        int port = broker.port();
        KafkaSettings kafka = KafkaSettings.of(broker.brokers());
        try {
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (GatewayServer gateway = gateway(kafka)) {
                broker.stop();
                // Long enough for a broker to count as down, and not as slow.
                Thread.sleep(2_500);

                JsonNode answer = ask(gateway);
                assertThat(answer.get("stand_in").asBoolean()).isTrue();
                assertThat(answer.get("reason").asText()).isEqualTo("BROKER_DOWN");
                assertThat(answer.get("outcome").asText()).isEqualTo("APPROVE");
                assertThat(ask(gateway)).isEqualTo(answer);
            }
            broker = LocalBroker.start(folder.resolve("broker"), port);
            try (GatewayServer restarted = gateway(kafka)) {
                await(kafka, TopicCatalogue.STAND_INS);

                List<StandIn> standIns = read(kafka, TopicCatalogue.STAND_INS);
                assertThat(standIns).allMatch(standIn -> standIn.equals(standIns.get(0)));
                assertThat(standIns.get(0).answer().reason()).isEqualTo(StandIn.Reason.BROKER_DOWN);
                assertThat(read(kafka, TopicCatalogue.TRANSACTIONS))
                        .extracting(Transaction::id)
                        .containsOnly("t-1");
                assertThat(ask(restarted).get("outcome").asText()).isEqualTo("APPROVE");
            }
        } finally {
            broker.close();
        }
    }

    /**
     * The first gateway answers with a decision. Then the broker is gone, and the request is repeated at the second.
     */
    @Test
    void aRepeatGetsTheDecisionFromAnotherGatewayWithoutTheBroker() throws Exception {
        LocalBroker broker = LocalBroker.start(folder.resolve("broker"));
        KafkaSettings kafka = KafkaSettings.of(broker.brokers());
        try {
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (GatewayServer first = gateway(kafka, "g-1");
                    GatewayServer second = gateway(kafka, "g-2")) {
                JsonNode decision;
                try (JobStub job = new JobStub(kafka)) {
                    decision = ask(first, 10_000);
                }
                broker.stop();

                JsonNode repeated = ask(second, 2_000);

                assertThat(decision.get("stand_in").asBoolean()).isFalse();
                assertThat(repeated.get("stand_in").asBoolean()).isFalse();
                assertThat(repeated.get("duplicate").asBoolean()).isTrue();
                assertThat(repeated.get("outcome")).isEqualTo(decision.get("outcome"));
                assertThat(repeated.get("origin")).isEqualTo(decision.get("origin"));
            }
        } finally {
            broker.close();
        }
    }

    private GatewayServer gateway(KafkaSettings kafka) throws IOException {
        return gateway(kafka, "g-1");
    }

    private GatewayServer gateway(KafkaSettings kafka, String id) throws IOException {
        return GatewayServer.start(
                new HttpServerSettings("127.0.0.1", 0, ApiKeys.none(), 100, null),
                new GatewaySettings(kafka, id, StandInPolicy.defaults(), 100, folder.resolve(id + ".journal")));
    }

    private static JsonNode ask(GatewayServer gateway) throws Exception {
        return ask(gateway, 1_000);
    }

    private static JsonNode ask(GatewayServer gateway, int deadlineMs) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/decisions?deadline_ms=" + deadlineMs))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"t-1\",\"account_id\":\"a\","
                                        + "\"event_time\":\"2026-03-01T12:00:00Z\",\"amount_minor\":4999,"
                                        + "\"currency\":\"EUR\",\"channel\":\"CARD_PRESENT\"}"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static <T> void await(KafkaSettings kafka, Topic<T> topic) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (read(kafka, topic).isEmpty()) {
            assertThat(Instant.now()).as("nothing on " + topic.name()).isBefore(end);
            Thread.sleep(200);
        }
    }

    private static <T> List<T> read(KafkaSettings kafka, Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<T> read) {
                    values.add(read.value());
                }
            });
        }
        return values;
    }
}
