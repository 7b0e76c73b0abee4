package io.nacre.kafka.admin;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.ContractReader;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRange;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Removes or changes records of a topic without retention. It copies all other records byte for byte with their
 * signatures, then deletes the originals. An interruption never loses a record, and concurrent writes stay. Consumers
 * may see a record twice.
 */
public final class TopicRewriter {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TopicRewriter() {}

    /**
     * Removes the matching records; partitions without a match are unchanged. Returns the number of matches.
     *
     * @param version the highest version is written first, so that no consumer applies an action that another has
     *     superseded
     */
    public static <T> int without(
            KafkaSettings settings, Topic<T> topic, ToLongFunction<T> version, Predicate<T> matches) {
        return changed(settings, topic, version, value -> matches.test(value) ? null : value);
    }

    /**
     * Changes records; partitions in which none changes stay as they are. Returns the number of changes.
     *
     * @param version the highest version is written first; records with equal versions keep their order
     * @param change returns the same value for a record that stays, another one for its replacement, and null to remove
     *     it
     */
    public static <T> int changed(KafkaSettings settings, Topic<T> topic, ToLongFunction<T> version, Change<T> change) {
        ProducerRecordFactory<T> factory = new ProducerRecordFactory<>(topic, settings);
        ContractReader<T> reader = topic.contract().reader(settings.framing());
        Map<TopicPartition, List<Copy>> others = new HashMap<>();
        Map<TopicPartition, OffsetRange> spans;
        Set<TopicPartition> touched = new TreeSet<>(Comparator.comparingInt(TopicPartition::partition));
        int[] matched = {0};
        try (OffsetRangeReader scan = new OffsetRangeReader(settings, Isolation.READ_COMMITTED)) {
            spans = scan.whole(settings.nameOf(topic));
            scan.read(spans, record -> {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                RecordOrigin origin =
                        new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp());
                // A record that cannot be decoded here may be readable with other settings: it is kept.
                T value =
                        reader.read(origin, record.value()) instanceof DecodeResult.Value<T> read ? read.value() : null;
                T changed = value == null ? null : change.of(value);
                if (value != changed) {
                    touched.add(partition);
                    matched[0]++;
                }
                if (value == null || changed != null) {
                    others.computeIfAbsent(partition, any -> new ArrayList<>())
                            .add(new Copy(
                                    record,
                                    value == changed ? null : factory.record(requireNonNull(changed)),
                                    value == null ? Long.MIN_VALUE : version.applyAsLong(value)));
                }
            });
        }
        write(
                settings,
                touched.stream()
                        .flatMap(partition -> others.getOrDefault(partition, List.of()).stream())
                        .sorted(Comparator.comparingLong(Copy::version).reversed())
                        .toList());
        delete(
                settings,
                touched.stream()
                        .collect(Collectors.toMap(
                                partition -> partition,
                                partition -> RecordsToDelete.beforeOffset(
                                        requireNonNull(spans.get(partition)).to()))));
        return matched[0];
    }

    /** Returns a record's new value. */
    @FunctionalInterface
    public interface Change<T> {
        @Nullable
        T of(T value);
    }

    /** @param replacement null if the record stays as it is */
    private record Copy(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable ProducerRecord<byte @Nullable [], byte[]> replacement,
            long version) {

        ProducerRecord<byte @Nullable [], byte[]> again() {
            return new ProducerRecord<>(
                    record.topic(),
                    record.partition(),
                    Math.max(0, record.timestamp()),
                    record.key(),
                    replacement == null ? record.value() : replacement.value(),
                    replacement == null ? record.headers() : replacement.headers());
        }
    }

    /** Returns once all records are acknowledged. */
    private static void write(KafkaSettings settings, List<Copy> copies) {
        Properties properties = ProducerSettings.of(settings);
        properties.putIfAbsent("max.block.ms", "10000");
        try (KafkaProducer<byte @Nullable [], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            copies.forEach(copy -> sent.add(producer.send(copy.again())));
            for (Future<RecordMetadata> each : sent) {
                KafkaFutures.of(each, settings, "writing");
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    private static void delete(KafkaSettings settings, Map<TopicPartition, RecordsToDelete> before) {
        if (before.isEmpty()) {
            return;
        }
        try (Admin admin = settings.admin(PATIENCE)) {
            KafkaFutures.of(admin.deleteRecords(before).all(), settings, "deleting records");
        }
    }
}
