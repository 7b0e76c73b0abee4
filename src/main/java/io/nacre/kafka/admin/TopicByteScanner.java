package io.nacre.kafka.admin;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.ByteTextSearcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Scans all bytes of a topic's records, including keys, headers and uncommitted records. */
public final class TopicByteScanner implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final ByteTextSearcher searcher;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicIds topics;
    private final Runnable each;

    public TopicByteScanner(KafkaSettings settings, ByteTextSearcher searcher) {
        this(settings, searcher, () -> {});
    }

    /** @param each is run after each record */
    public TopicByteScanner(KafkaSettings settings, ByteTextSearcher searcher, Runnable each) {
        this.settings = settings;
        this.each = each;
        this.searcher = searcher;
        this.topics = TopicIds.of(settings, TopicCatalogue.ALL);
        Properties properties = settings.clientProperties();
        properties.setProperty("isolation.level", "read_uncommitted");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try {
            this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** The number of records that contain one of the texts. Fails if the topic does not exist. */
    public int records(Topic<?> topic) {
        String name = settings.nameOf(topic);
        if (topics.of(name) == null) {
            throw new KafkaAccessException("there is no topic " + name
                    + ", so nothing was scanned: correct --topic-prefix, or create it with 'nacre topics create'");
        }
        int found = scan(name);
        topics.requireUnchanged(settings);
        return found;
    }

    private int scan(String topic) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return scan(consumer.endOffsets(partitions));
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private int scan(Map<TopicPartition, Long> ends) {
        int found = 0;
        long heardNs = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                found += contains(record) ? 1 : 0;
                heardNs = System.nanoTime();
                each.run();
            }
            if (System.nanoTime() - heardNs > SILENCE.toNanos()) {
                throw new TimeoutException("no record for " + SILENCE.toSeconds() + " s, before the end");
            }
        }
        return found;
    }

    private boolean contains(ConsumerRecord<byte[], byte[]> record) {
        int found = count(record.key()) + count(record.value());
        for (Header header : record.headers()) {
            found += count(header.value());
        }
        return found > 0;
    }

    private int count(byte @Nullable [] bytes) {
        return bytes == null ? 0 : searcher.count(bytes);
    }
}
