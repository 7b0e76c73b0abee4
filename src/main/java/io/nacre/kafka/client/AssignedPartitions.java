package io.nacre.kafka.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All partitions of a topic, assigned to a consumer without a group, and those that are added while it reads. Not
 * thread-safe.
 */
public final class AssignedPartitions {

    /** How often a consumer looks for new partitions. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final Consumer<?, ?> consumer;
    private final String topic;
    private List<TopicPartition> partitions;

    /** Assigns the current partitions; throws {@link KafkaAccessException} if the topic does not exist. */
    public AssignedPartitions(Consumer<?, ?> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.partitions = current();
        if (partitions.isEmpty()) {
            throw new KafkaAccessException("there is no topic " + topic + ": create it with 'nacre topics create'");
        }
        consumer.assign(partitions);
    }

    /** Sets how often the client asks the broker for the topic's partitions. */
    public static void lookEvery(Duration interval, Properties properties) {
        properties.setProperty("metadata.max.age.ms", Long.toString(interval.toMillis()));
    }

    /** The partitions that are read. */
    public List<TopicPartition> all() {
        return partitions;
    }

    /** Assigns partitions that were added, and reads them from the beginning. */
    public void addNew() {
        // Answered from the client's metadata, so that it costs no request.
        List<TopicPartition> now = current();
        if (now.size() > partitions.size()) {
            List<TopicPartition> added = now.stream()
                    .filter(partition -> !partitions.contains(partition))
                    .toList();
            consumer.assign(now);
            consumer.seekToBeginning(added);
            partitions = now;
        }
    }

    /** Moves to the first record at or after the timestamp, or to the end. */
    public void seek(long timestampMs) {
        seek(consumer, partitions, timestampMs);
    }

    /** Moves a consumer to the first record at or after the timestamp, or to the end, in each partition. */
    public static void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, long timestampMs) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, timestampMs));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> first :
                consumer.offsetsForTimes(times).entrySet()) {
            OffsetAndTimestamp found = first.getValue();
            consumer.seek(first.getKey(), found == null ? ends.getOrDefault(first.getKey(), 0L) : found.offset());
        }
    }

    private List<TopicPartition> current() {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
