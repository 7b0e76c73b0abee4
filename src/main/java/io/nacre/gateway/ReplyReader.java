package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nacre.codec.ContractReader;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.SignatureVerifier;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.ReplyAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the gateway's partition of the replies. Other gateways may use the same partition, so a reply that nobody here
 * waits for is skipped before it is decoded.
 */
final class ReplyReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ContractReader<Decision> decisions;
    private final ContractReader<RejectedTransaction> rejections;
    private final SignatureVerifier signatures;
    private final int partition;
    private final ReplyHandler handler;
    private final PollLoop loop;

    /** What becomes of replies. */
    interface ReplyHandler {

        /** Whether a request waits for a reply, or a stand-in for its decision. */
        boolean isAwaited(String requestId);

        void decided(String requestId, Decision decision);

        void rejected(String requestId, RejectedTransaction rejection);
    }

    /**
     * Starts to read at the end of the partition.
     *
     * @param random any number from 0, which chooses the partition
     */
    ReplyReader(KafkaSettings settings, int random, ReplyHandler handler) {
        this.handler = handler;
        this.decisions = TopicCatalogue.REPLIES.contract().reader(settings.framing());
        this.rejections = TopicCatalogue.REJECTED_REPLIES.contract().reader(settings.framing());
        this.signatures = SignatureVerifier.of(TopicCatalogue.REPLIES, settings);
        Properties properties = settings.clientProperties();
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "latest");
        String topic = settings.nameOf(TopicCatalogue.REPLIES);
        try {
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            int partitions = consumer.partitionsFor(topic).size();
            if (partitions == 0) {
                throw new KafkaAccessException("there is no topic " + topic + ": create it with 'nacre topics create'");
            }
            partition = random % partitions;
            TopicPartition own = new TopicPartition(topic, partition);
            consumer.assign(List.of(own));
            consumer.seekToEnd(List.of(own));
            consumer.position(own);
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        loop = new PollLoop("gateway-replies", this::poll, consumer);
    }

    /** The partition that the job sends replies to. */
    int partition() {
        return partition;
    }

    @Override
    public void close() {
        consumer.wakeup();
        loop.close();
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Header header = record.headers().lastHeader(ReplyAddress.HEADER);
            ReplyAddress address = header == null ? null : ReplyAddress.parse(new String(header.value(), US_ASCII));
            if (address != null && handler.isAwaited(address.requestId())) {
                handle(address.requestId(), record);
            }
        }
    }

    private void handle(String requestId, ConsumerRecord<byte[], byte[]> record) {
        RecordOrigin origin = new RecordOrigin(record.topic(), record.partition(), record.offset(), record.timestamp());
        if (signatures.refusal(record, origin) != null) {
            return;
        }
        if (decisions.read(origin, record.value()) instanceof DecodeResult.Value<Decision> read) {
            handler.decided(requestId, read.value());
        } else if (rejections.read(origin, record.value()) instanceof DecodeResult.Value<RejectedTransaction> read) {
            handler.rejected(requestId, read.value());
        }
    }
}
