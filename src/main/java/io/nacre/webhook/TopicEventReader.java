package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.ContractReader;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.SignatureVerifier;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns the records of one topic into events. Not thread-safe. */
final class TopicEventReader<T> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebhookEventType type;
    private final ContractReader<T> reader;
    private final JsonRecordWriter<T> json;
    private final SignatureVerifier signatures;
    private final EventTraits<T> traits;
    private final @Nullable ContractReader<?> otherContract;

    /**
     * What an event needs from a value.
     *
     * @param wanted whether the endpoint gets it
     * @param orderKey events with equal keys are delivered in order
     * @param occurredMs when it happened, ms since 1970
     * @param identity the position that identifies it; null if its content does
     */
    private record EventTraits<T>(
            Predicate<T> wanted,
            Function<T, String> orderKey,
            ToLongFunction<T> occurredMs,
            Function<T, @Nullable RecordOrigin> identity) {}

    /** The result of reading a record: an event, none, or the reason why it cannot be read. */
    record ReadResult(
            @Nullable WebhookEvent event, @Nullable DeadLetter unreadable) {
        static final ReadResult NONE = new ReadResult(null, null);
    }

    private TopicEventReader(
            WebhookEventType type,
            Topic<T> topic,
            KafkaSettings settings,
            EventTraits<T> traits,
            @Nullable ContractReader<?> otherContract) {
        this.type = type;
        this.reader = topic.contract().reader(settings.framing());
        this.json = topic.contract().jsonWriter();
        this.signatures = SignatureVerifier.of(topic, settings);
        this.traits = traits;
        this.otherContract = otherContract;
    }

    /** @param outcomes the outcomes of decisions that the endpoint gets */
    static TopicEventReader<?> of(WebhookEventType type, Set<Outcome> outcomes, KafkaSettings settings) {
        return switch (type) {
            case DECISION -> decisions(outcomes, settings);
            case ALERT -> alerts(settings);
            case ACCOUNT_ACTION -> actions(settings);
        };
    }

    /** The job may write a decision again after a failure, with the same origin and another time. */
    private static TopicEventReader<Decision> decisions(Set<Outcome> outcomes, KafkaSettings settings) {
        return new TopicEventReader<>(
                WebhookEventType.DECISION,
                TopicCatalogue.DECISIONS,
                settings,
                new EventTraits<>(
                        decision -> outcomes.contains(decision.outcome()),
                        Decision::accountId,
                        Decision::decidedAtMs,
                        decision -> decision.origin().topic().isEmpty() ? null : decision.origin()),
                TopicCatalogue.REJECTED_TRANSACTIONS.contract().reader(settings.framing()));
    }

    /** The alerts of a shared incident have several accounts, and the latest one counts. */
    private static TopicEventReader<Alert> alerts(KafkaSettings settings) {
        return new TopicEventReader<>(
                WebhookEventType.ALERT,
                TopicCatalogue.ALERTS,
                settings,
                new EventTraits<>(
                        alert -> true,
                        alert -> alert.entity() == null ? alert.accountId() : alert.entity(),
                        Alert::updatedAtMs,
                        alert -> null),
                null);
    }

    private static TopicEventReader<AccountAction> actions(KafkaSettings settings) {
        return new TopicEventReader<>(
                WebhookEventType.ACCOUNT_ACTION,
                TopicCatalogue.ACCOUNT_ACTIONS,
                settings,
                new EventTraits<>(
                        action -> true, AccountAction::accountId, AccountAction::requestedAtMs, action -> null),
                null);
    }

    /**
     * Reads a record.
     *
     * @param topicId the broker's id of the topic
     */
    ReadResult read(ConsumerRecord<byte[], byte[]> record, @Nullable String topicId) {
        byte[] value = record.value();
        if (value == null) {
            // A tombstone, which removes earlier records.
            return ReadResult.NONE;
        }
        RecordOrigin origin =
                new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp(), topicId);
        DeadLetter refusal = signatures.refusal(record, origin);
        if (refusal != null) {
            return new ReadResult(null, refusal);
        }
        DecodeResult<T> decoded = reader.read(origin, value);
        if (decoded instanceof DecodeResult.Value<T> read) {
            return traits.wanted().test(read.value())
                    ? new ReadResult(event(read.value(), value, origin), null)
                    : ReadResult.NONE;
        }
        boolean isOther = otherContract != null && otherContract.read(origin, value) instanceof DecodeResult.Value<?>;
        return decoded instanceof DecodeResult.Rejected<T> rejected && !isOther
                ? new ReadResult(null, rejected.letter())
                : ReadResult.NONE;
    }

    private WebhookEvent event(T value, byte[] bytes, RecordOrigin origin) {
        return new WebhookEvent(id(value, bytes), traits.orderKey().apply(value), body(value), origin);
    }

    private String id(T value, byte[] bytes) {
        RecordOrigin identity = traits.identity().apply(value);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((type.bodyName() + "\n").getBytes(UTF_8));
        text.writeBytes(identity == null ? bytes : SourceHeader.text(identity).getBytes(UTF_8));
        return WebhookEventId.of(text.toByteArray());
    }

    private byte[] body(T value) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", type.bodyName());
        body.put(
                "timestamp",
                Instant.ofEpochMilli(traits.occurredMs().applyAsLong(value)).toString());
        body.set("data", json.write(value));
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON object can always be written", e);
        }
    }
}
