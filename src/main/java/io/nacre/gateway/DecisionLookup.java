package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.ContractReader;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.AssignedPartitions;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KeyPartitioner;
import io.nacre.kafka.client.SignatureVerifier;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the decision on one transaction in the topic of decisions. It reads the one partition that the transaction id
 * leads to, and decodes only records with that key.
 */
public final class DecisionLookup {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings settings;

    public DecisionLookup(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * The first decision on the transaction since a time; null if there is none, or the time is up.
     *
     * @param within how long to search
     */
    public @Nullable Decision find(TransactionReference key, long sinceMs, Duration within) {
        Properties properties = settings.clientProperties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("default.api.timeout.ms", Long.toString(within.toMillis()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return find(key, sinceMs, System.nanoTime() + within.toNanos(), consumer);
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    private @Nullable Decision find(
            TransactionReference key, long sinceMs, long untilNs, KafkaConsumer<byte[], byte[]> consumer) {
        String topic = settings.nameOf(TopicCatalogue.DECISIONS);
        byte[] recordKey = key.transactionId().getBytes(UTF_8);
        int partitions = consumer.partitionsFor(topic).size();
        TopicPartition partition = new TopicPartition(topic, KeyPartitioner.partition(recordKey, partitions));
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        AssignedPartitions.seek(consumer, List.of(partition), sinceMs);
        ContractReader<Decision> reader = TopicCatalogue.DECISIONS.contract().reader(settings.framing());
        SignatureVerifier signatures = SignatureVerifier.of(TopicCatalogue.DECISIONS, settings);
        while (consumer.position(partition) < end && System.nanoTime() < untilNs) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (Arrays.equals(recordKey, record.key())) {
                    Decision decision = decision(record, reader, signatures);
                    if (decision != null && decision.accountId().equals(key.accountId())) {
                        return decision;
                    }
                }
            }
        }
        return null;
    }

    /** The decision of a record; null if it is a rejection, damaged, or not signed as it must be. */
    static @Nullable Decision decision(
            ConsumerRecord<byte[], byte[]> record, ContractReader<Decision> reader, SignatureVerifier signatures) {
        RecordOrigin origin = new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp());
        return signatures.refusal(record, origin) == null
                        && reader.read(origin, record.value()) instanceof DecodeResult.Value<Decision> read
                ? read.value()
                : null;
    }
}
