package io.nacre.kafka.client;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.topic.Topic;
import java.util.function.Consumer;

/** Reads all readable records of a topic. */
public final class TopicRecords {

    private TopicRecords() {}

    /**
     * Passes each value to the handler, up to the end that the topic has now.
     *
     * @throws KafkaAccessException if the topic cannot be read
     */
    public static <T> void each(KafkaSettings settings, Topic<T> topic, Consumer<T> handler) {
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<T> read) {
                    handler.accept(read.value());
                }
            });
        }
    }
}
