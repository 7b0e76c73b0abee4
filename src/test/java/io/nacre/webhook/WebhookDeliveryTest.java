package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nacre.app.CliRun;
import io.nacre.codec.Samples;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events from a real broker to a real HTTPS server, which verifies each signature. */
@Tag("broker")
class WebhookDeliveryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STORE_PASSWORD = "for-this-test";
    private static final RetrySchedule QUICK =
            new RetrySchedule(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofHours(1));

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static SSLContext identity;
    private static Path certificate;
    private static int installations;

    private final Samples samples = new Samples(3);
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** The status for an account; 200 without an entry, and no answer at all for {@link #HANG}. */
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    private static final int HANG = -1;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer server;
    private KafkaSettings kafka;
    private WebhookMetrics metrics;

    /** A request that had a valid signature. */
    private record Received(String id, String type, String account, long version, int status) {}

    @BeforeAll
    static void startBroker() throws Exception {
        broker = LocalBroker.start(folder.resolve("broker"));
        Path store = folder.resolve("server.p12");
        String line = System.getProperty("java.home") + "/bin/keytool -genkeypair -alias s -dname CN=hooks -keyalg EC"
                + " -ext SAN=DNS:localhost -storetype PKCS12 -storepass " + STORE_PASSWORD + " -keystore " + store;
        assertThat(new ProcessBuilder(line.split(" ")).inheritIO().start().waitFor())
                .isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        certificate = Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("s").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD.toCharArray());
        identity = SSLContext.getInstance("TLS");
        identity.init(managers.getKeyManagers(), null, null);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** Each test has topics and a server of its own. */
    @BeforeEach
    void start() throws IOException {
        kafka = KafkaSettings.of(broker.brokers()).withPrefix("w" + installations++ + ".");
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 2);
        }
        metrics = new WebhookMetrics();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        server.setExecutor(threads);
        server.createContext("/hook", this::receive);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void oneAccountFailsInOrderWhileTheOthersGoOn() throws Exception {
        statuses.put("slow", 503);
        try (WebhookService service = WebhookService.start(kafka, List.of(endpoint()), metrics)) {
            writeActions("slow", 1, 5);
            writeActions("fast", 1, 20);
            Decision decision = samples.decision();
            Alert alert = samples.ownAlert();
            write(TopicCatalogue.DECISIONS, decision);
            write(TopicCatalogue.ALERTS, alert);

            await(() -> accepted("fast").size() == 20);
            await(() -> received.stream().anyMatch(each -> each.type().equals("decision.made"))
                    && received.stream().anyMatch(each -> each.type().equals("alert.raised")));
            await(() -> received.stream()
                            .filter(each -> each.account().equals("slow"))
                            .count()
                    >= 3);
            assertThat(versions("fast")).isSorted().hasSize(20);
            assertThat(received)
                    .filteredOn(each -> each.account().equals("slow"))
                    .extracting(Received::version)
                    .containsOnly(1L);
            // A process that is killed now begins with the event that is not delivered.
            await(() -> committed("slow") == 0);
            // The server has an event before the sender has read its answer.
            await(() -> metrics.text().contains("nacre_webhook_queue_events{endpoint=\"cases\"} 5.0"));

            statuses.clear();
            await(() -> accepted("slow").size() == 5);
            assertThat(versions("slow")).containsExactly(1L, 2L, 3L, 4L, 5L);
            await(() -> metrics.text().contains("nacre_webhook_queue_events{endpoint=\"cases\"} 0.0"));
        }
        assertThat(committed("slow")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aRestartRepeatsEventsWithTheSameIdAndLosesNone() throws Exception {
        statuses.put("b", HANG);
        writeActions("a", 1, 10);
        writeActions("b", 1, 10);
        try (WebhookService service = WebhookService.start(kafka, List.of(endpoint()), metrics)) {
            await(() -> accepted("a").size() == 10
                    && received.stream().anyMatch(each -> each.account().equals("b")));
        }
        // Events that arrive while nobody runs.
        writeActions("a", 11, 15);
        writeActions("b", 11, 15);
        statuses.clear();
        List<Received> before = List.copyOf(received);
        try (WebhookService service = WebhookService.start(kafka, List.of(endpoint()), metrics)) {
            await(() -> versions("a").containsAll(upTo(15)) && versions("b").containsAll(upTo(15)));
        }

        Map<String, Set<String>> ids = new ConcurrentHashMap<>();
        received.forEach(
                each -> ids.computeIfAbsent(each.account() + each.version(), key -> ConcurrentHashMap.newKeySet())
                        .add(each.id()));
        assertThat(ids)
                .hasSize(30)
                .allSatisfy((event, itsIds) -> assertThat(itsIds).hasSize(1));
        assertThat(ids.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
        List<Received> after = received.subList(before.size(), received.size());
        assertThat(after)
                .filteredOn(each -> each.account().equals("b"))
                .extracting(Received::version)
                .containsExactlyElementsOf(upTo(15));
        assertThat(after)
                .filteredOn(each -> each.account().equals("a"))
                .extracting(Received::version)
                .isSorted();
    }

    @Test
    void refusedEventsAreDeadLettersAndCanBeSentAgain() throws Exception {
        statuses.put("closed", 410);
        Path file = writeConfig();
        try (WebhookService service = WebhookService.start(kafka, List.of(endpoint()), metrics)) {
            writeActions("closed", 1, 2);
            writeActions("open", 1, 1);
            await(() -> accepted("open").size() == 1
                    && WebhookDeadLetters.read(kafka).size() == 2);
        }
        assertThat(received).filteredOn(each -> each.account().equals("closed")).hasSize(2);
        JsonNode listed = nacre("webhooks list --output json").json();
        assertThat(listed).hasSize(2);
        assertThat(listed.findValuesAsText("last_status")).containsOnly("410");
        assertThat(listed.findValuesAsText("attempts")).containsOnly("1");
        assertThat(listed.toString()).doesNotContain("closed");

        CliRun dry = nacre("webhooks redrive --endpoints " + file);
        CliRun failed = nacre("webhooks redrive --yes --endpoints " + file);
        statuses.clear();
        CliRun delivered = nacre("webhooks redrive --yes --endpoints " + file);

        assertThat(dry.out()).contains("2 of 2 would be sent again; --yes sends them.");
        assertThat(failed.out()).contains("failed: status 410", "0 of 2 delivered.");
        assertThat(delivered.out()).contains("delivered: status 200", "2 of 2 delivered.");
        assertThat(received).filteredOn(each -> each.account().equals("closed")).hasSize(6);
        assertThat(versions("closed")).containsExactly(1L, 2L);
        assertThat(received.stream()
                        .filter(each -> each.account().equals("closed"))
                        .map(Received::id)
                        .distinct())
                .hasSize(2);
        assertThat(nacre("webhooks list").out()).isEqualToIgnoringNewLines("0 dead letters, 0 listed");
        JsonNode all = nacre("webhooks list --delivered --output json").json();
        assertThat(all.findValuesAsText("attempts")).containsExactly("3", "3");
        assertThat(all.findValuesAsText("delivered_at")).doesNotContain("null");
    }

    @Test
    void skipsWhatItCannotReadAndSaysWhyNothingArrives() throws Exception {
        Properties properties = kafka.clientProperties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = kafka.nameOf(TopicCatalogue.ACCOUNT_ACTIONS);
            for (int partition = 0; partition < 2; partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, "garbage".getBytes(UTF_8)))
                        .get();
            }
        }
        writeActions("a", 1, 3);
        // Java does not know the certificate, so nothing is sent before the handshake.
        WebhookEndpoint untrusted = Endpoints.of("untrusted", url(), Duration.ofSeconds(5), QUICK, null);
        try (WebhookService service = WebhookService.start(kafka, List.of(endpoint(), untrusted), metrics)) {
            await(() -> accepted("a").size() == 3);
            await(() -> metrics.text()
                    .contains("nacre_webhook_attempt_seconds_count{endpoint=\"untrusted\",result=\"tls_failed\"}"));
            for (String line : List.of(
                    "nacre_webhook_unreadable_records_total{endpoint=\"cases\"} 2.0",
                    "nacre_webhook_unreadable_records_total{endpoint=\"untrusted\"} 2.0",
                    "nacre_webhook_queue_events{endpoint=\"untrusted\"} 3.0")) {
                await(() -> metrics.text().contains(line));
            }
        }
        assertThat(received).hasSize(3);
    }

    /** The function of the guide accepts the published example, and refuses other bytes, an old one and another key. */
    @Test
    void theGuideVerifiesSignatures() throws Exception {
        assumeThat(Path.of("/usr/bin/python3")).exists();
        String page = Files.readString(Path.of("src", "docs", "how-to", "send-decisions.md"));
        String block = page.substring(page.indexOf("```python\n") + 10);
        Path script = Files.writeString(
                folder.resolve("verify.py"),
                block.substring(0, block.indexOf("```")) + """
                        headers = {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
                                   "webhook-signature": "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}
                        body, key, now = b'{"test": 2432232314}', "SECRET", 1614265330
                        print(verify(key, headers, body, now + 299), verify(key, headers, body + b" ", now),
                              verify(key, headers, body, now + 301), verify("whsec_QUFB", headers, body, now))
                        """.replace("SECRET", Endpoints.SECRET));

        Process python = new ProcessBuilder("/usr/bin/python3", script.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(python.getInputStream().readAllBytes(), UTF_8).strip())
                .isEqualTo("True False False False");
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            long timestampS = Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
            String signature =
                    new WebhookSigner(List.of(WebhookSecret.parse(Endpoints.SECRET))).sign(id, timestampS, body);
            JsonNode event = JSON.readTree(body);
            String account = event.at("/data/account_id").asText();
            int status =
                    exchange.getRequestHeaders().getFirst("webhook-signature").equals(signature)
                            ? statuses.getOrDefault(account, 200)
                            : 401;
            received.add(new Received(
                    id,
                    event.get("type").asText(),
                    account,
                    event.at("/data/version").asLong(),
                    status));
            if (status == HANG) {
                Thread.sleep(PATIENCE.toMillis());
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WebhookEndpoint endpoint() {
        return Endpoints.of("cases", url(), Duration.ofSeconds(2), QUICK, certificate);
    }

    private URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/hook");
    }

    private Path writeConfig() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), Endpoints.SECRET);
        return Files.writeString(folder.resolve(kafka.prefix() + "yaml"), """
                endpoints:
                  - name: cases
                    url: URL
                    events: [decisions, alerts, account-actions]
                    secrets: ["${file:SECRET}"]
                    allow-private: true
                    ca-file: CA
                """.replace("URL", url().toString())
                .replace("SECRET", secret.toString())
                .replace("CA", certificate.toString()));
    }

    private CliRun nacre(String line) {
        CliRun run = CliRun.of(line + " --bootstrap-servers " + broker.brokers() + " --topic-prefix " + kafka.prefix());
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private void writeActions(String account, int from, int to) {
        try (TopicWriter<AccountAction> writer = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS)) {
            for (int version = from; version <= to; version++) {
                writer.write(new AccountAction(
                        account, AccountAction.Type.FREEZE, version, "ann", "mules", 1_700_000_000_000L, null));
            }
        }
    }

    private <T> void write(Topic<T> topic, T value) {
        try (TopicWriter<T> writer = new TopicWriter<>(kafka, topic)) {
            writer.write(value);
        }
    }

    private List<Received> accepted(String account) {
        return received.stream()
                .filter(each -> each.account().equals(account) && each.status() == 200)
                .toList();
    }

    private List<Long> versions(String account) {
        return accepted(account).stream().map(Received::version).toList();
    }

    private static List<Long> upTo(long last) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** The committed offset of the partition with the account's actions; -1 if there is none. */
    private long committed(String account) throws Exception {
        int partition = io.nacre.kafka.client.KeyPartitioner.partition(account.getBytes(UTF_8), 2);
        TopicPartition of = new TopicPartition(kafka.nameOf(TopicCatalogue.ACCOUNT_ACTIONS), partition);
        try (Admin admin = kafka.admin(Duration.ofSeconds(10))) {
            var offset = admin.listConsumerGroupOffsets(EndpointConsumer.groupId(endpoint(), kafka))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(of);
            return offset == null ? -1 : offset.offset();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(giveUpNs);
            Thread.sleep(20);
        }
    }
}
