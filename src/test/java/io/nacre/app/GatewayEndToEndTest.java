package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.gateway.GatewaySettings;
import io.nacre.gateway.StandInPolicy;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.reference.IpDatabaseConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request through gateway, broker and job, and back. */
@Tag("end-to-end")
class GatewayEndToEndTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String TRANSACTION =
            "{\"id\":\"%s\",\"event_time\":\"2026-03-01T12:00:00Z\",\"account_id\":\"a\",\"amount_minor\":4999,"
                    + "\"currency\":\"EUR\",\"channel\":\"CARD_PRESENT\",\"ip\":\"203.0.113.7\"}";
    private static final int DEADLINE_MS = 10_000;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    /** Its outputs are transactional, and yet the reply does not wait for a checkpoint. */
    @Test
    void theDecisionOfAnExactlyOnceJobComesBackWithItsHeaders() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (ClusterHarness job = ClusterHarness.start(
                            kafka.with(Delivery.EXACTLY_ONCE),
                            TestBundles.with(new Thresholds(0.0, 1.0), TestBundles.catalogueBundle()),
                            IpDatabaseConfig.NONE,
                            folder.resolve("checkpoints"),
                            null);
                    GatewayServer gateway = gateway(kafka)) {
                assertThat(job).isNotNull();
                awaitJob(gateway);
                JsonNode first = ask(gateway, "t-1");
                JsonNode again = ask(gateway, "t-1");

                assertThat(first.get("stand_in").asBoolean()).as("%s", first).isFalse();
                assertThat(first.get("outcome").asText()).isEqualTo("REVIEW");
                assertThat(first.get("duplicate").asBoolean()).isFalse();
                assertThat(again).isEqualTo(first);
                assertThat(first.get("body_hash").asText()).matches("[0-9a-f]{64}");
                for (Topic<?> topic : List.of(TopicCatalogue.DECISIONS, TopicCatalogue.ALERTS)) {
                    assertThat(headers(kafka, topic))
                            .containsEntry("traceparent", TRACE)
                            .containsEntry("platform-order", "o-1")
                            .doesNotContainKeys("nacre-reply-to", "nacre-body-hash");
                }
            }
        }
    }

    private GatewayServer gateway(KafkaSettings kafka) throws IOException {
        return GatewayServer.start(
                new HttpServerSettings("127.0.0.1", 0, ApiKeys.none(), 100, null),
                new GatewaySettings(kafka, "g-1", StandInPolicy.defaults(), 100, folder.resolve("journal")));
    }

    /** A job needs a while for its first decision, and a stand-in is final: each trial has another id. */
    private void awaitJob(GatewayServer gateway) throws Exception {
        for (int trial = 0; trial < 12; trial++) {
            if (!ask(gateway, "warm-up-" + trial).get("stand_in").asBoolean()) {
                return;
            }
        }
        throw new AssertionError("the job decides nothing");
    }

    private JsonNode ask(GatewayServer gateway, String id) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/decisions?deadline_ms=" + DEADLINE_MS))
                        .header("Content-Type", "application/json")
                        .header("traceparent", TRACE)
                        .header("platform-order", "o-1")
                        .POST(HttpRequest.BodyPublishers.ofString(TRANSACTION.formatted(id)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    /** The headers of the topic's first committed record. */
    private static Map<String, String> headers(KafkaSettings kafka, Topic<?> topic) {
        Properties properties = kafka.clientProperties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(kafka.nameOf(topic), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int i = 0; i < 60; i++) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    return StreamSupport.stream(record.headers().spliterator(), false)
                            .collect(Collectors.toMap(
                                    header -> header.key(), header -> new String(header.value(), UTF_8), (a, b) -> b));
                }
            }
        }
        throw new AssertionError("no record on " + topic.name());
    }
}
