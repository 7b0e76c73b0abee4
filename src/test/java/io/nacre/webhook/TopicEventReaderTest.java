package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.Contract;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import io.nacre.secret.RecordSigningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicEventReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KafkaSettings KAFKA = KafkaSettings.of("localhost:9092");

    private final Samples samples = new Samples(7);

    @Test
    void aDecisionHasTheJsonOfTheContract() throws IOException {
        Decision decision = samples.decision();

        WebhookEvent event = event(WebhookEventType.DECISION, record(TopicCatalogue.DECISIONS, decision, 5));

        JsonNode body = JSON.readTree(event.body());
        assertThat(body.get("type").asText()).isEqualTo("decision.made");
        assertThat(body.get("timestamp").asText())
                .isEqualTo(
                        java.time.Instant.ofEpochMilli(decision.decidedAtMs()).toString());
        assertThat(body.get("data"))
                .isEqualTo(JSON.readTree(Contract.DECISION.jsonWriter().writeBytes(decision)));
        assertThat(body.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        assertThat(event.orderKey()).isEqualTo(decision.accountId());
        assertThat(event.origin().offset()).isEqualTo(5);
        assertThat(event.origin().topicId()).isEqualTo("topic-id");
    }

    @Test
    void alertsAndActionsHaveTheirTypes() throws IOException {
        Alert own = samples.ownAlert();
        AccountAction action = samples.action();

        WebhookEvent alerted = event(WebhookEventType.ALERT, record(TopicCatalogue.ALERTS, own, 0));
        WebhookEvent acted = event(WebhookEventType.ACCOUNT_ACTION, record(TopicCatalogue.ACCOUNT_ACTIONS, action, 0));

        assertThat(JSON.readTree(alerted.body()).get("type").asText()).isEqualTo("alert.raised");
        assertThat(alerted.orderKey()).isEqualTo(own.accountId());
        assertThat(JSON.readTree(acted.body()).get("type").asText()).isEqualTo("account.action");
        assertThat(acted.orderKey()).isEqualTo(action.accountId());
    }

    /** Of a shared incident the latest alert counts, whichever account it shows. */
    @Test
    void alertsOfASharedIncidentAreInOrder() {
        Alert shared = samples.alert();
        while (shared.entity() == null) {
            shared = samples.alert();
        }

        assertThat(event(WebhookEventType.ALERT, record(TopicCatalogue.ALERTS, shared, 0))
                        .orderKey())
                .isEqualTo(shared.entity());
    }

    @Test
    void theIdIsThatOfTheRecordAndNotOfItsPosition() {
        Decision decision = samples.decision();
        Decision writtenAgain = new Decision(
                decision.transactionId(),
                decision.accountId(),
                decision.eventTimeMs(),
                decision.policy(),
                decision.scoring(),
                decision.duplicate(),
                decision.decidedAtMs() + 5_000,
                decision.origin());
        AccountAction action = samples.action();
        String id = event(WebhookEventType.DECISION, record(TopicCatalogue.DECISIONS, decision, 1))
                .id();

        assertThat(id).matches("evt_[a-p]{32}");
        assertThat(event(WebhookEventType.DECISION, record(TopicCatalogue.DECISIONS, writtenAgain, 9))
                        .id())
                .isEqualTo(id);
        assertThat(event(WebhookEventType.DECISION, record(TopicCatalogue.DECISIONS, samples.decision(), 1))
                        .id())
                .isNotEqualTo(id);
        assertThat(event(WebhookEventType.ACCOUNT_ACTION, record(TopicCatalogue.ACCOUNT_ACTIONS, action, 1))
                        .id())
                .isEqualTo(event(WebhookEventType.ACCOUNT_ACTION, record(TopicCatalogue.ACCOUNT_ACTIONS, action, 2))
                        .id())
                .isNotEqualTo(event(
                                WebhookEventType.ACCOUNT_ACTION,
                                record(TopicCatalogue.ACCOUNT_ACTIONS, samples.action(), 1))
                        .id());
    }

    @Test
    void onlyDecisionsWithAWantedOutcomeAreEvents() {
        EnumSet<Outcome> wanted = EnumSet.of(Outcome.REVIEW, Outcome.DECLINE);
        TopicEventReader<?> source = TopicEventReader.of(WebhookEventType.DECISION, wanted, KAFKA);
        for (int i = 0; i < 30; i++) {
            Decision decision = samples.decision();

            TopicEventReader.ReadResult result = source.read(record(TopicCatalogue.DECISIONS, decision, i), null);

            assertThat(result.event() != null).isEqualTo(wanted.contains(decision.outcome()));
            assertThat(result.unreadable()).isNull();
        }
    }

    @Test
    void rejectionsAndTombstonesAreNoEventsAndNoErrors() {
        DeadLetter letter =
                new DeadLetter(samples.origin(), null, RejectionCode.AMOUNT_RANGE, "amount_minor", "is negative");
        RejectedTransaction rejected = RejectedTransaction.of(new TransactionReference("t-1", "a-1"), letter, 1);

        assertThat(read(WebhookEventType.DECISION, record(TopicCatalogue.REJECTED_TRANSACTIONS, rejected, 0)))
                .isEqualTo(TopicEventReader.ReadResult.NONE);
        assertThat(read(WebhookEventType.ALERT, record("fraud.alerts", 0, "a".getBytes(UTF_8), null)))
                .isEqualTo(TopicEventReader.ReadResult.NONE);
    }

    @Test
    void bytesThatCannotBeReadAreReported() {
        TopicEventReader.ReadResult result =
                read(WebhookEventType.ALERT, record("fraud.alerts", 0, null, "garbage".getBytes(UTF_8)));

        assertThat(result.event()).isNull();
        assertThat(requireNonNull(result.unreadable()).code()).isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void recordsWithoutAValidSignatureAreReported(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "QUFB".repeat(11));
        Path file = Files.writeString(
                folder.resolve("sign.properties"),
                "key.one = ${file:" + key
                        + "}\naccept.fraud.account-actions = one\nsign.fraud.account-actions = one\n");
        KafkaSettings signed = KAFKA.with(RecordSigningConfig.read(file, TopicCatalogue.names()));
        AccountAction action = samples.action();
        TopicEventReader<?> source =
                TopicEventReader.of(WebhookEventType.ACCOUNT_ACTION, EnumSet.allOf(Outcome.class), signed);

        assertThat(source.read(record(TopicCatalogue.ACCOUNT_ACTIONS, action, 0, signed), null)
                        .event())
                .isNotNull();
        assertThat(requireNonNull(source.read(record(TopicCatalogue.ACCOUNT_ACTIONS, action, 0, KAFKA), null)
                                .unreadable())
                        .code())
                .isEqualTo(RejectionCode.SIGNATURE_MISSING);
    }

    private static WebhookEvent event(WebhookEventType type, ConsumerRecord<byte[], byte[]> record) {
        return requireNonNull(read(type, record).event());
    }

    private static TopicEventReader.ReadResult read(WebhookEventType type, ConsumerRecord<byte[], byte[]> record) {
        return TopicEventReader.of(type, EnumSet.allOf(Outcome.class), KAFKA).read(record, "topic-id");
    }

    private static <T> ConsumerRecord<byte[], byte[]> record(Topic<T> topic, T value, long offset) {
        return record(topic, value, offset, KAFKA);
    }

    private static <T> ConsumerRecord<byte[], byte[]> record(
            Topic<T> topic, T value, long offset, KafkaSettings settings) {
        ProducerRecord<byte[], byte[]> made = new ProducerRecordFactory<>(topic, settings).record(value);
        ConsumerRecord<byte[], byte[]> record = record(made.topic(), offset, made.key(), made.value());
        made.headers().forEach(record.headers()::add);
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                1_790_000_100_000L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                Optional.empty());
    }

    @Test
    void aDecisionWithoutOriginIsIdentifiedByItsContent() {
        Decision decision = samples.decision();
        Decision fromFile = new Decision(
                decision.transactionId(),
                decision.accountId(),
                decision.eventTimeMs(),
                decision.policy(),
                decision.scoring(),
                decision.duplicate(),
                decision.decidedAtMs(),
                RecordOrigin.NONE);
        Decision other = new Decision(
                "t-other",
                decision.accountId(),
                decision.eventTimeMs(),
                decision.policy(),
                decision.scoring(),
                decision.duplicate(),
                decision.decidedAtMs(),
                RecordOrigin.NONE);

        assertThat(event(WebhookEventType.DECISION, record(TopicCatalogue.DECISIONS, fromFile, 1))
                        .id())
                .isNotEqualTo(event(WebhookEventType.DECISION, record(TopicCatalogue.DECISIONS, other, 1))
                        .id());
    }
}
