package io.nacre.kafka.client;

import io.nacre.codec.ContractReader;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic, from the beginning and without a consumer group. It also reads partitions that are added while it
 * polls. Not thread-safe.
 */
public final class TopicReader<T> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    /** There is no group to leave, so without a broker there is nothing to wait for. */
    private static final CloseOptions SOON = CloseOptions.timeout(Duration.ofSeconds(1));

    /** Timeout without records before the end. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ContractReader<T> reader;
    private final SignatureVerifier signatureVerifier;
    private final AssignedPartitions partitions;
    private final @Nullable ContractReader<?> sharedTopicReader;
    private long unreadable;
    private @Nullable DeadLetter firstUnreadable;

    public TopicReader(KafkaSettings settings, Topic<T> topic) {
        this(settings, topic, PATIENCE);
    }

    /** @param patience timeout of the broker's answers */
    public TopicReader(KafkaSettings settings, Topic<T> topic, Duration patience) {
        this(settings, topic, patience, AssignedPartitions.LOOK_EVERY);
    }

    /**
     * @param patience timeout of the broker's answers
     * @param lookEvery how often to look for partitions that were added
     */
    TopicReader(KafkaSettings settings, Topic<T> topic, Duration patience, Duration lookEvery) {
        this.settings = settings;
        this.reader = topic.contract().reader(settings.framing());
        this.signatureVerifier = SignatureVerifier.of(topic, settings);
        this.sharedTopicReader = sharedTopicReader(topic, settings);
        Properties properties = settings.clientProperties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("default.api.timeout.ms", Long.toString(patience.toMillis()));
        AssignedPartitions.lookEvery(lookEvery, properties);
        this.consumer = consumer(settings, properties);
        try {
            this.partitions = new AssignedPartitions(consumer, settings.nameOf(topic));
            consumer.seekToBeginning(partitions.all());
        } catch (RuntimeException e) {
            consumer.close();
            throw e instanceof KafkaException broker ? KafkaAccessException.of(settings, broker) : e;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings, Properties properties) {
        try {
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** Passes all current records that were not read yet to the handler. */
    public void readToEnd(Consumer<TopicRecord<T>> handler) {
        try {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions.all());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.all());
            long receivedNs = System.nanoTime();
            while (!reached(ends)) {
                boolean received = poll(POLL, handler) > 0;
                receivedNs = received ? System.nanoTime() : receivedNs;
                if (System.nanoTime() - receivedNs > SILENCE.toNanos()) {
                    throw new TimeoutException("no record for " + SILENCE.toSeconds() + " s, before the end");
                }
            }
            if (!consumer.beginningOffsets(partitions.all()).equals(begins)) {
                // Records were deleted in the meantime, so the remaining ones are after the known end. Or partitions
                // were added.
                readToEnd(handler);
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** Skips all current records. */
    public void skipToEnd() {
        consumer.seekToEnd(partitions.all());
        partitions.all().forEach(consumer::position);
    }

    /** Skips to the first record at or after the timestamp, or to the end. */
    public void skipTo(long timestampMs) {
        try {
            partitions.seek(timestampMs);
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /**
     * Goes on where an earlier reader ended. Partitions without an offset are read from the beginning.
     *
     * @param nextOffsets by partition
     */
    public void resumeAt(Map<Integer, Long> nextOffsets) {
        for (TopicPartition partition : partitions.all()) {
            Long next = nextOffsets.get(partition.partition());
            if (next != null) {
                consumer.seek(partition, next);
            }
        }
    }

    /** Skips all but about so many of the newest records; returns whether it skipped any. */
    public boolean skipToNewest(long records) {
        try {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions.all());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.all());
            long each = Math.max(1, records / partitions.all().size());
            boolean skipped = false;
            for (TopicPartition partition : partitions.all()) {
                long begin = begins.getOrDefault(partition, 0L);
                long from = Math.max(begin, ends.getOrDefault(partition, 0L) - each);
                consumer.seek(partition, from);
                skipped |= from > begin;
            }
            return skipped;
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** Waits for records up to the timeout and passes them to the handler; returns their number. */
    public int poll(Duration timeout, Consumer<TopicRecord<T>> handler) {
        int count = 0;
        try {
            partitions.addNew();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                handler.accept(read(record));
                count++;
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        return count;
    }

    /**
     * Passes records to the handler until none arrives for a while.
     *
     * @param idle how long; null to follow the topic without end
     */
    public void follow(@Nullable Duration idle, Consumer<TopicRecord<T>> handler) {
        long receivedNs = System.nanoTime();
        while (idle == null || System.nanoTime() - receivedNs < idle.toNanos()) {
            if (poll(POLL, handler) > 0) {
                receivedNs = System.nanoTime();
            }
        }
    }

    /** The number of unreadable records so far; they are skipped. */
    public long unreadable() {
        return unreadable;
    }

    /** Logs the number of skipped records, if any. */
    @Override
    public void close() {
        consumer.close(SOON);
        DeadLetter first = firstUnreadable;
        if (first != null) {
            LOG.warn(
                    "{} records cannot be read and were skipped, the first at {}: {}, {}{}",
                    unreadable,
                    SourceHeader.text(first.origin()),
                    first.code(),
                    first.field() == null ? "it " : first.field() + " ",
                    first.detail());
        }
    }

    /** The reader of the other contract on the same topic; its records do not count as unreadable. */
    private static @Nullable ContractReader<?> sharedTopicReader(Topic<?> topic, KafkaSettings settings) {
        if (topic.equals(TopicCatalogue.DECISIONS)) {
            return TopicCatalogue.REJECTED_TRANSACTIONS.contract().reader(settings.framing());
        }
        return topic.equals(TopicCatalogue.REJECTED_TRANSACTIONS)
                ? TopicCatalogue.DECISIONS.contract().reader(settings.framing())
                : null;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private TopicRecord<T> read(ConsumerRecord<byte[], byte[]> record) {
        RecordOrigin origin = new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp());
        DeadLetter refusal = signatureVerifier.refusal(record, origin);
        DecodeResult<T> decodeResult =
                refusal == null ? reader.read(origin, record.value()) : new DecodeResult.Rejected<>(refusal);
        if (decodeResult instanceof DecodeResult.Rejected<T> rejected && !isOfSharedTopic(origin, record.value())) {
            unreadable++;
            firstUnreadable = firstUnreadable == null ? rejected.letter() : firstUnreadable;
        }
        return new TopicRecord<>(origin, SourceHeader.of(record.headers()), decodeResult);
    }

    private boolean isOfSharedTopic(RecordOrigin origin, byte @Nullable [] value) {
        return sharedTopicReader != null && sharedTopicReader.read(origin, value) instanceof DecodeResult.Value<?>;
    }
}
