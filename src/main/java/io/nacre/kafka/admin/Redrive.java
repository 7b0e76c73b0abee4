package io.nacre.kafka.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRange;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected records to their topics again with the same bytes. It reads a record from its topic while it is
 * retained, else from the dead letter if that is complete. A header counts the attempts, to prevent endless loops.
 */
public final class Redrive implements AutoCloseable {

    /** The header with the number of redrives. */
    public static final String TIMES = "nacre-redriven";

    /** The header with the first origin of the record, in the format of {@link SourceHeader}. */
    public static final String FIRST = "nacre-redriven-from";

    private final KafkaSettings settings;
    private final int maxAttempts;
    private final OffsetRangeReader topics;

    /**
     * A record for redrive.
     *
     * @param first the first origin of the record
     * @param times the number of redrives including this one
     * @param problem why it is not sent; null without a problem
     */
    public record Planned(
            DeadLetter letter,
            ProducerRecord<byte[], byte[]> record,
            String first,
            int times,
            @Nullable String problem) {}

    public Redrive(KafkaSettings settings, int maxAttempts) {
        this.settings = settings;
        this.maxAttempts = maxAttempts;
        this.topics = new OffsetRangeReader(settings, Isolation.READ_COMMITTED);
    }

    /** Plans the redrive of dead letters. */
    public List<Planned> plan(Collection<DeadLetter> letters) {
        Map<String, Integer> sent = sentBefore(letters);
        TopicIds now = TopicIds.of(settings, TopicCatalogue.ALL);
        return letters.stream().map(letter -> plan(letter, now, sent)).toList();
    }

    /** Sends the records without problems; returns their number once the broker has acknowledged all. */
    public int send(List<Planned> plan) {
        Properties properties = ProducerSettings.of(settings);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Planned planned : plan) {
                if (planned.problem() == null) {
                    sent.add(producer.send(planned.record()));
                }
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                KafkaFutures.of(each, settings, "redriving");
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        return sent.size();
    }

    @Override
    public void close() {
        topics.close();
    }

    private Planned plan(DeadLetter letter, TopicIds now, Map<String, Integer> sent) {
        ConsumerRecord<byte[], byte[]> received = received(letter.origin(), now);
        String first = Objects.requireNonNullElse(
                received == null ? null : text(received.headers(), FIRST), SourceHeader.text(letter.origin()));
        String before = received == null ? null : text(received.headers(), TIMES);
        int times = 1 + Math.max(sent.getOrDefault(first, 0), before == null ? 0 : Integer.parseInt(before));
        byte[] key = received == null ? null : received.key();
        byte[] value = received == null ? letter.value() : received.value();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(letter.origin().topic(), key, value);
        if (received != null) {
            received.headers().forEach(record.headers()::add);
        }
        record.headers().remove(FIRST).remove(TIMES);
        record.headers().add(FIRST, first.getBytes(UTF_8));
        record.headers().add(TIMES, Integer.toString(times).getBytes(UTF_8));
        return new Planned(letter, record, first, times, problem(letter, received != null, times));
    }

    private @Nullable String problem(DeadLetter letter, boolean kept, int times) {
        if (!kept && !letter.isWhole()) {
            return "its topic no longer has it, and the dead letter is truncated or masked";
        }
        return times > maxAttempts ? "it was redriven " + (times - 1) + " times already" : null;
    }

    /** The record itself; null if its topic no longer has it, or was created again. */
    private @Nullable ConsumerRecord<byte[], byte[]> received(RecordOrigin origin, TopicIds now) {
        TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
        if (!topics.partitions(origin.topic()).contains(partition)) {
            throw new KafkaAccessException("the partition " + partition + " of a dead letter does not exist");
        }
        return topics.find(origin, now);
    }

    /** The number of redrives by first origin, from the topics themselves. */
    private Map<String, Integer> sentBefore(Collection<DeadLetter> letters) {
        Map<String, Long> since = new HashMap<>();
        letters.forEach(
                letter -> since.merge(letter.origin().topic(), letter.origin().timestampMs(), Math::min));
        Map<String, Integer> sent = new HashMap<>();
        since.forEach((topic, sinceMs) -> {
            Map<TopicPartition, OffsetRange> whole = topics.whole(topic);
            Map<TopicPartition, Long> from = topics.at(whole.keySet(), Instant.ofEpochMilli(sinceMs));
            Map<TopicPartition, OffsetRange> spans = new HashMap<>();
            whole.forEach((partition, offsetRange) -> {
                long at = from.getOrDefault(partition, offsetRange.to());
                spans.put(partition, new OffsetRange(Math.max(at, offsetRange.from()), offsetRange.to()));
            });
            topics.read(spans, record -> {
                String first = text(record.headers(), FIRST);
                String times = text(record.headers(), TIMES);
                if (first != null && times != null) {
                    sent.merge(first, Integer.parseInt(times), Math::max);
                }
            });
        });
        return sent;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
