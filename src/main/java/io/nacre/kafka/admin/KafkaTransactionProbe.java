package io.nacre.kafka.admin;

import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Starts and aborts a transaction, to test the rights of the exactly-once sinks. It writes no record. */
public final class KafkaTransactionProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private KafkaTransactionProbe() {}

    /**
     * Runs the test.
     *
     * @throws KafkaAccessException if the broker denies transactions to the job
     */
    public static String run(KafkaSettings settings) {
        return run(settings, KafkaTopics.TRANSACTION_TIMEOUT);
    }

    static String run(KafkaSettings settings, Duration timeout) {
        String id = settings.groupId() + "-doctor";
        Properties properties = ProducerSettings.of(settings);
        properties.setProperty("transactional.id", id);
        properties.setProperty("transaction.timeout.ms", Long.toString(timeout.toMillis()));
        properties.setProperty("max.block.ms", Long.toString(PATIENCE.toMillis()));
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer = consumer(settings, id)) {
            producer.initTransactions();
            producer.beginTransaction();
            // An empty transaction does not reach the broker. An aborted offset has no effect.
            producer.sendOffsetsToTransaction(
                    Map.of(
                            new TopicPartition(settings.nameOf(TopicCatalogue.TRANSACTIONS), 0),
                            new OffsetAndMetadata(0)),
                    consumer.groupMetadata());
            producer.abortTransaction();
            return "a test transaction was started and aborted; the broker allows transactions of "
                    + timeout.toMinutes() + " minutes";
        } catch (TransactionalIdAuthorizationException e) {
            throw new KafkaAccessException(
                    "the broker denies this user transactional ids that start with " + settings.groupId()
                            + ": add the ACL, or use --delivery at-least-once",
                    e);
        } catch (KafkaException e) {
            throw isTooLong(e) ? tooLong(timeout, e) : KafkaAccessException.of(settings, e);
        }
    }

    /** Only provides the metadata of a group; it reads nothing. */
    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings, String group) {
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", group);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The client has no specific exception for this error. */
    private static boolean isTooLong(Throwable e) {
        String tooLong = Errors.INVALID_TRANSACTION_TIMEOUT.message();
        return String.valueOf(e.getMessage()).contains(tooLong) || (e.getCause() != null && isTooLong(e.getCause()));
    }

    private static KafkaAccessException tooLong(Duration timeout, KafkaException e) {
        return new KafkaAccessException(
                "the broker does not allow transactions of " + timeout.toMinutes()
                        + " minutes: set its transaction.max.timeout.ms to " + timeout.toMillis() + " or more",
                e);
    }
}
