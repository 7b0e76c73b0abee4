package io.nacre.webhook;

import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of one endpoint into its queue, and commits what is delivered. While the queue is full it reads
 * nothing, and goes on polling, so that the broker does not give its partitions to another process. Not thread-safe.
 */
final class EndpointConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long COMMIT_EVERY_NS = Duration.ofSeconds(1).toNanos();

    private final WebhookEndpoint endpoint;
    private final WebhookEventReader reader;
    private final DeliveryQueue queue;
    private final WebhookMetrics metrics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, PartitionProgress> assigned = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long committedNs = System.nanoTime();

    /** Joins the endpoint's consumer group. A new group starts where the endpoint says. */
    EndpointConsumer(
            WebhookEndpoint endpoint,
            KafkaSettings settings,
            TopicIds ids,
            DeliveryQueue queue,
            WebhookMetrics metrics) {
        this.endpoint = endpoint;
        this.reader = new WebhookEventReader(endpoint, settings, ids);
        this.queue = queue;
        this.metrics = metrics;
        try {
            consumer = new KafkaConsumer<>(
                    properties(endpoint, settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        try {
            reader.topics().forEach(this::commitStart);
            consumer.subscribe(reader.topics(), new Assignment());
        } catch (KafkaException e) {
            consumer.close();
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** The consumer group of an endpoint. */
    static String groupId(WebhookEndpoint endpoint, KafkaSettings settings) {
        return "webhooks-" + settings.prefix() + endpoint.name();
    }

    private static Properties properties(WebhookEndpoint endpoint, KafkaSettings settings) {
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", groupId(endpoint, settings));
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "none");
        properties.setProperty("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        properties.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        return properties;
    }

    /**
     * Commits where a new endpoint begins, for all partitions at once. Without it, a process that is killed before its
     * first commit would begin later than it did the first time.
     */
    private void commitStart(String topic) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        if (consumer.committed(partitions).values().stream().anyMatch(offset -> offset != null)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        (endpoint.start() == WebhookEndpoint.Start.LATEST
                        ? consumer.endOffsets(partitions)
                        : consumer.beginningOffsets(partitions))
                .forEach((partition, offset) -> start.put(partition, new OffsetAndMetadata(offset)));
        try {
            consumer.commitSync(start);
        } catch (CommitFailedException e) {
            LOG.info("endpoint {}: another process has begun to read {}", endpoint.name(), topic);
        }
    }

    /** Reads for a moment, and commits from time to time. */
    void poll() {
        if (queue.isFull()) {
            consumer.pause(consumer.assignment());
        } else if (queue.hasRoom()) {
            consumer.resume(consumer.paused());
        }
        try {
            add(consumer.poll(POLL));
        } catch (OffsetOutOfRangeException e) {
            skipDeleted(e.offsetOutOfRangePartitions());
        }
        if (System.nanoTime() - committedNs >= COMMIT_EVERY_NS) {
            commit();
        }
    }

    private void add(ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> stopped = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : inOrder(records)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            PartitionProgress progress = assigned.get(partition);
            if (progress != null && !stopped.contains(partition)) {
                try {
                    add(record, progress);
                } catch (RegistryUnavailableException e) {
                    LOG.warn("endpoint {}: {} is read again, because {}", endpoint.name(), partition, e.getMessage());
                    consumer.seek(partition, record.offset());
                    stopped.add(partition);
                } catch (RuntimeException e) {
                    // Without its message, which may quote the record.
                    skip(record, e.getClass().getName());
                }
            }
        }
        // Also behind records that are no events, and behind the marks of transactions.
        assigned.forEach((partition, progress) -> progress.advance(consumer.position(partition)));
    }

    private void add(ConsumerRecord<byte[], byte[]> record, PartitionProgress progress) {
        TopicEventReader.ReadResult result = reader.read(record);
        WebhookEvent event = result.event();
        if (event != null) {
            queue.add(event, progress);
        }
        DeadLetter unreadable = result.unreadable();
        if (unreadable != null) {
            String field = unreadable.field() == null ? "it " : unreadable.field() + " ";
            skip(record, unreadable.code() + ", " + field + unreadable.detail());
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
        metrics.unreadable(endpoint.name());
        LOG.warn(
                "endpoint {}: the record at {}:{}:{} is skipped: {}",
                endpoint.name(),
                record.topic(),
                record.partition(),
                record.offset(),
                why);
    }

    /** By timestamp across partitions, so that an account's events of several topics are about in order. */
    private static List<ConsumerRecord<byte[], byte[]>> inOrder(ConsumerRecords<byte[], byte[]> records) {
        record Stamped(ConsumerRecord<byte[], byte[]> record, long timestampMs) {}
        List<Stamped> all = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
            // A broker's clock may go back; the order within a partition stays.
            long latestMs = Long.MIN_VALUE;
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                latestMs = Math.max(latestMs, record.timestamp());
                all.add(new Stamped(record, latestMs));
            }
        }
        all.sort(Comparator.comparingLong(Stamped::timestampMs));
        return all.stream().map(Stamped::record).toList();
    }

    /** Goes on behind records that their topic deleted before they were read. */
    private void skipDeleted(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(positions.keySet());
        positions.forEach((partition, position) -> {
            long begin = begins.getOrDefault(partition, 0L);
            metrics.missed(endpoint.name(), Math.max(0, begin - position));
            LOG.error(
                    "endpoint {}: {} records of {} were deleted before they were delivered; lengthen the topic's retention,"
                            + " or keep the webhooks running",
                    endpoint.name(),
                    Math.max(0, begin - position),
                    partition);
            consumer.seek(partition, begin);
        });
    }

    private void commit() {
        committedNs = System.nanoTime();
        commit(assigned.keySet());
    }

    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionProgress progress = assigned.get(partition);
            if (progress != null && progress.committable() != committed.getOrDefault(partition, -1L)) {
                offsets.put(partition, new OffsetAndMetadata(progress.committable()));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (KafkaException e) {
            // Nothing is lost: the next commit has these offsets as well.
            LOG.info("endpoint {}: offsets are not committed: {}", endpoint.name(), e.getMessage());
        }
    }

    /** Commits what is delivered, and leaves the group. Call it when no worker sends any more. */
    @Override
    public void close() {
        try {
            commit();
        } finally {
            consumer.close();
        }
    }

    /** What happens when the group's partitions are divided anew. */
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(partitions));
            for (TopicPartition partition : partitions) {
                if (known.get(partition) == null) {
                    // A partition that was added to the topic; all its records are new.
                    consumer.seekToBeginning(List.of(partition));
                }
                assigned.put(partition, new PartitionProgress(consumer.position(partition)));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(partitions);
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            List<PartitionProgress> lost = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                PartitionProgress progress = assigned.remove(partition);
                committed.remove(partition);
                if (progress != null) {
                    lost.add(progress);
                }
            }
            queue.revoke(lost);
        }
    }
}
