package io.nacre.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts the records of a topic. The offsets of a batch are committed after the broker has acknowledged all records
 * made of it, so nothing is lost. After a failure some records are written again, with the same ids.
 */
public final class TopicIngest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicIngest.class);

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings settings;
    private final String topic;
    private final boolean hex;
    private final MessageConverter converter;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final IngestProducer producer;
    private final IngestCounts counts = new IngestCounts();
    private volatile boolean stopped;

    /**
     * @param topic full name, without the prefix of our topics
     * @param group consumer group
     * @param hex whether records are hexadecimal digits
     */
    public TopicIngest(KafkaSettings settings, String topic, String group, boolean hex, MessageConverter converter) {
        this.settings = settings;
        this.topic = topic;
        this.hex = hex;
        this.converter = converter;
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", group);
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        try {
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        try {
            producer = new IngestProducer(settings);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Converts records until {@link #stop}, or the end.
     *
     * @param untilEnd whether to stop at the records that are the last ones at the call
     * @param progress is called after each record
     */
    public IngestCounts run(boolean untilEnd, Runnable progress) {
        try {
            Map<TopicPartition, Long> ends = ends();
            consumer.subscribe(List.of(topic));
            while (!stopped && !(untilEnd && isCommitted(ends))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    convert(record);
                    progress.run();
                }
                if (!records.isEmpty()) {
                    producer.flush();
                    commit();
                }
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        return counts;
    }

    /** Stops after the current batch; may be called by another thread. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        try (producer) {
            consumer.close();
        }
    }

    private Map<TopicPartition, Long> ends() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaAccessException("the topic " + topic + " does not exist: correct --from-topic");
        }
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        ends.entrySet().removeIf(end -> end.getValue().equals(begins.get(end.getKey())));
        return ends;
    }

    /** Whether the group has read up to these offsets; other members may read some of the partitions. */
    private boolean isCommitted(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(ends.keySet());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException e) {
            // Another member of the group reads these records again, with the same ids.
            LOG.warn("the group has assigned the partitions anew; some records are written again", e);
        }
    }

    private void convert(ConsumerRecord<byte[], byte[]> record) {
        RecordOrigin origin = new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp());
        byte[] value = record.value();
        RecordSink sink = new RecordSink(origin, value);
        CountingSink counting = new CountingSink(counts, sink);
        if (value == null) {
            counts.addMessage();
            counting.skipped("tombstone");
            return;
        }
        byte[] message = hex ? decoded(value) : value;
        if (message == null) {
            counts.addMessage();
            counting.rejected(
                    null,
                    new RecordRejectedException(
                            RejectionCode.UNREADABLE,
                            "the record is no even number of hexadecimal digits; send them, or set --framing none"));
            return;
        }
        counting.convert(message, origin.arrivedBy(System.currentTimeMillis()), converter);
    }

    private static byte @Nullable [] decoded(byte[] digits) {
        try {
            return HexFormat.of().parseHex(new String(digits, US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Sends what one record contains. */
    private final class RecordSink implements IngestSink {

        private final RecordOrigin origin;
        private final byte @Nullable [] value;

        private RecordSink(RecordOrigin origin, byte @Nullable [] value) {
            this.origin = origin;
            this.value = value;
        }

        @Override
        public void transaction(Transaction transaction) {
            producer.send(transaction);
        }

        @Override
        public void lifecycleEvent(LifecycleEvent event) {
            producer.send(event);
        }

        @Override
        public void rejected(@Nullable String part, RecordRejectedException reason) {
            String detail = (part == null ? "" : part + ": ") + reason.getMessage();
            producer.send(new RecordRejectedException(reason.code(), reason.field(), detail)
                    .letter(origin, value == null ? null : converter.masked(value)));
        }

        @Override
        public void skipped(String reason) {
            // Counted only.
        }
    }
}
