package io.nacre.webhook;

import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.payment.RecordOrigin;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters again, with the same webhook-id. The event is read from its topic, because a dead letter has no
 * content. Not thread-safe.
 */
public final class WebhookRedrive implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final TopicIds ids;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Target> targets = new HashMap<>();
    private final WebhookDeadLetterWriter deadLetters;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private record Target(WebhookEventReader reader, WebhookHttpClient client) {}

    /** Connects to the broker. */
    public WebhookRedrive(KafkaSettings settings, List<WebhookEndpoint> endpoints) {
        this.settings = settings;
        this.ids = WebhookEventReader.topicIds(settings, endpoints);
        for (WebhookEndpoint endpoint : endpoints) {
            WebhookHttpClient client = WebhookHttpClient.of(endpoint, clock);
            targets.put(endpoint.name(), new Target(new WebhookEventReader(endpoint, settings, ids), client));
        }
        this.deadLetters = new WebhookDeadLetterWriter(settings);
        Properties properties = settings.clientProperties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try {
            this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** Why a dead letter cannot be sent again; null if it can. */
    public @Nullable String problem(WebhookDeadLetter letter) {
        Target target = targets.get(letter.endpoint());
        if (target == null) {
            return "no endpoint has this name in the file of --endpoints";
        }
        RecordOrigin origin = letter.origin();
        if (!target.reader().topics().contains(origin.topic())) {
            return "the endpoint does not get events of " + origin.topic() + " any more";
        }
        if (origin.topicId() != null && !Objects.equals(origin.topicId(), ids.of(origin.topic()))) {
            return "the topic was deleted and created again, so the record is gone";
        }
        ConsumerRecord<byte[], byte[]> record = find(origin);
        if (record == null) {
            return "the topic does not have the record any more";
        }
        WebhookEvent event = target.reader().read(record).event();
        return event == null || !event.id().equals(letter.eventId())
                ? "the record is not an event of the endpoint any more; compare its outcomes in the file of --endpoints"
                : null;
    }

    /**
     * Makes one attempt, and writes its result to the topic of dead letters.
     *
     * @param letter one without a {@link #problem}
     * @return the dead letter with the result
     */
    public WebhookDeadLetter send(WebhookDeadLetter letter) {
        Target target = Objects.requireNonNull(targets.get(letter.endpoint()), "the endpoint is unknown");
        ConsumerRecord<byte[], byte[]> record = find(letter.origin());
        WebhookEvent event =
                record == null ? null : target.reader().read(record).event();
        if (event == null) {
            throw new KafkaAccessException(
                    "the record of event " + letter.eventId() + " was deleted meanwhile: run the command again");
        }
        AttemptResult result = target.client().send(event);
        AttemptResult.NoResponse error = result.error();
        long nowMs = clock.millis();
        WebhookDeadLetter sent = new WebhookDeadLetter(
                letter.endpoint(),
                letter.eventId(),
                letter.origin(),
                letter.attempts() + 1,
                result.status(),
                error == null ? null : error.name(),
                letter.firstAttemptAtMs(),
                nowMs,
                result.kind() == AttemptResult.Kind.DELIVERED ? Long.valueOf(nowMs) : null);
        deadLetters.accept(sent);
        return sent;
    }

    private @Nullable ConsumerRecord<byte[], byte[]> find(RecordOrigin origin) {
        TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
        try {
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (origin.offset() < begin || origin.offset() >= end) {
                return null;
            }
            consumer.seek(partition, origin.offset());
            long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) <= origin.offset() && System.nanoTime() < giveUpNs) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= origin.offset()) {
                        return record.offset() == origin.offset() ? record : null;
                    }
                }
            }
            return null;
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    @Override
    public void close() {
        targets.values().forEach(target -> target.client().close());
        try (deadLetters) {
            consumer.close();
        }
    }
}
