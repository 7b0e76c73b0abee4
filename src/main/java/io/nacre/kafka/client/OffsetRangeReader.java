package io.nacre.kafka.client;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads ranges of partitions record by record, and finds the start and end of partitions. */
public final class OffsetRangeReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Timeout without records before the end. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Runnable each;

    /** The isolation level. */
    public enum Isolation {
        /** Only records of committed transactions. */
        READ_COMMITTED,
        /** All records, including those of open and aborted transactions. */
        READ_UNCOMMITTED;

        String setting() {
            return this == READ_COMMITTED ? "read_committed" : "read_uncommitted";
        }
    }

    public OffsetRangeReader(KafkaSettings settings, Isolation isolation) {
        this(settings, isolation, () -> {});
    }

    /** @param each is run for each record that is read */
    public OffsetRangeReader(KafkaSettings settings, Isolation isolation, Runnable each) {
        this.settings = settings;
        this.each = each;
        Properties properties = settings.clientProperties();
        properties.setProperty("isolation.level", isolation.setting());
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "none");
        properties.setProperty("max.poll.records", "10000");
        properties.setProperty("group.id", settings.groupId());
        properties.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of a topic; empty if it does not exist. */
    public List<TopicPartition> partitions(String topic) {
        return query((name, patience) -> consumer.partitionsFor(name, patience), topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** The first available offset. */
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return query(consumer::beginningOffsets, partitions);
    }

    /** The offset after the last readable record. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return query(consumer::endOffsets, partitions);
    }

    /** The ranges of all partitions of a topic, from start to current end. */
    public Map<TopicPartition, OffsetRange> whole(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> begins = begins(partitions);
        Map<TopicPartition, Long> ends = ends(partitions);
        return partitions.stream()
                .collect(Collectors.toMap(
                        part -> part,
                        part -> new OffsetRange(requireNonNull(begins.get(part)), requireNonNull(ends.get(part)))));
    }

    /** The offsets that the consumer group has committed, without partitions that have none. */
    public Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        query(consumer::committed, Set.copyOf(partitions)).forEach((partition, offset) -> {
            if (offset != null) {
                reached.put(partition, offset.offset());
            }
        });
        return reached;
    }

    /** The first offset of a record at or after this time, without partitions that have none. */
    public Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(part -> part, part -> time.toEpochMilli()));
        Map<TopicPartition, Long> found = new HashMap<>();
        for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> entry :
                query(consumer::offsetsForTimes, times).entrySet()) {
            if (entry.getValue() != null) {
                found.put(entry.getKey(), entry.getValue().offset());
            }
        }
        return found;
    }

    /** Passes the records of the ranges to the handler, those of one partition in order. */
    public void read(Map<TopicPartition, OffsetRange> spans, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        Map<TopicPartition, OffsetRange> open = new HashMap<>(spans);
        open.values().removeIf(offsetRange -> offsetRange.length() == 0);
        try {
            consumer.assign(open.keySet());
            // A partition that an earlier reading has paused stays paused while it is assigned.
            consumer.resume(open.keySet());
            open.forEach((partition, offsetRange) -> consumer.seek(partition, offsetRange.from()));
            long movedNs = System.nanoTime();
            long before = 0;
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    OffsetRange offsetRange = open.get(new TopicPartition(record.topic(), record.partition()));
                    if (offsetRange != null && offsetRange.has(record.offset())) {
                        handler.accept(record);
                        each.run();
                    }
                }
                long position = advance(open);
                movedNs = position == before ? movedNs : System.nanoTime();
                before = position;
                if (System.nanoTime() - movedNs > SILENCE.toNanos()) {
                    throw new TimeoutException("no record for " + SILENCE.toSeconds() + " s, before the end");
                }
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /**
     * Finds the record at this origin; null if its topic no longer retains it or was created again.
     *
     * @param now the current topic ids on the broker
     */
    public @Nullable ConsumerRecord<byte[], byte[]> find(RecordOrigin origin, TopicIds now) {
        if (origin.topicId() != null && !origin.topicId().equals(now.of(origin.topic()))) {
            return null;
        }
        TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
        OffsetRange retained = whole(origin.topic()).get(partition);
        if (retained == null || !retained.has(origin.offset())) {
            return null;
        }
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        read(Map.of(partition, new OffsetRange(origin.offset(), origin.offset() + 1)), found::add);
        if (found.isEmpty()) {
            return null;
        }
        // Outputs of earlier releases have no topic id; the record's timestamp also identifies it.
        ConsumerRecord<byte[], byte[]> record = found.get(0);
        return origin.topicId() != null || record.timestamp() == origin.timestampMs() ? record : null;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Removes the ranges that have been read; returns a number that changes with any progress. */
    private long advance(Map<TopicPartition, OffsetRange> open) {
        long sum = open.size();
        for (TopicPartition partition : List.copyOf(open.keySet())) {
            long position = consumer.position(partition);
            sum += position;
            if (position >= requireNonNull(open.get(partition)).to()) {
                open.remove(partition);
                consumer.pause(List.of(partition));
            }
        }
        return sum;
    }

    private <A, B> B query(BiFunction<A, Duration, B> request, A argument) {
        try {
            return request.apply(argument, PATIENCE);
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }
}
