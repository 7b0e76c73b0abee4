package io.nacre.gateway;

import io.nacre.decision.Decision;
import io.nacre.kafka.client.AssignedPartitions;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.TransactionReference;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the decisions, also those that other gateways answered with. Without them, a request that is repeated at this
 * gateway while the job or the broker is down would get a stand-in that contradicts the decision.
 */
final class RecentDecisionReader implements AutoCloseable {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final RecentDecisions decisions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AssignedPartitions partitions;
    private final PollLoop loop;

    /** Reads the decisions of the last minutes in the background, and follows the topic. */
    RecentDecisionReader(KafkaSettings settings) {
        decisions = new RecentDecisions(settings);
        Properties properties = settings.clientProperties();
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "latest");
        AssignedPartitions.lookEvery(AssignedPartitions.LOOK_EVERY, properties);
        try {
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            partitions = new AssignedPartitions(consumer, settings.nameOf(TopicCatalogue.DECISIONS));
            partitions.seek(System.currentTimeMillis() - REMEMBERED.toMillis());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        loop = new PollLoop("gateway-recent-decisions", this::poll, consumer);
    }

    /** The decision on the transaction with this hash, as a repeat; null if none is known. */
    @Nullable
    Decision find(TransactionReference key, String bodyHash) {
        return decisions.find(key, bodyHash);
    }

    @Override
    public void close() {
        consumer.wakeup();
        loop.close();
    }

    private void poll() {
        partitions.addNew();
        boolean first = true;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (first) {
                decisions.loadSchema(record);
            }
            first = false;
            decisions.add(record);
        }
    }
}
