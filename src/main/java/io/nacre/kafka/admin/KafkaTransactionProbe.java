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

/** A transaction begun and given up, as the job's exactly-once sinks would have to. No topic gets a record of it. */
public final class KafkaTransactionProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private KafkaTransactionProbe() {}

    /**
     * Tries it.
     *
     * @throws KafkaAccessException if the broker does not let the job have transactions
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
            // Something must be in it, else the broker is not asked; an offset that is given up harms nobody.
            producer.sendOffsetsToTransaction(
                    Map.of(
                            new TopicPartition(settings.nameOf(TopicCatalogue.TRANSACTIONS), 0),
                            new OffsetAndMetadata(0)),
                    consumer.groupMetadata());
            producer.abortTransaction();
            return "a transaction was begun and given up; the broker allows them " + timeout.toMinutes() + " minutes";
        } catch (TransactionalIdAuthorizationException e) {
            throw new KafkaAccessException(
                    "the broker allows this user no transactional ids that begin with " + settings.groupId()
                            + ": allow it, or use --delivery at-least-once",
                    e);
        } catch (KafkaException e) {
            throw isTooLong(e) ? tooLong(timeout, e) : KafkaAccessException.of(settings, e);
        }
    }

    /** Only to name a group: it reads nothing. */
    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings, String group) {
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", group);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The client has no exception of its own for it. */
    private static boolean isTooLong(Throwable e) {
        String said = Errors.INVALID_TRANSACTION_TIMEOUT.message();
        return String.valueOf(e.getMessage()).contains(said) || (e.getCause() != null && isTooLong(e.getCause()));
    }

    private static KafkaAccessException tooLong(Duration timeout, KafkaException e) {
        return new KafkaAccessException(
                "the broker does not allow transactions of " + timeout.toMinutes()
                        + " minutes: set its transaction.max.timeout.ms to " + timeout.toMillis() + " or more",
                e);
    }
}
