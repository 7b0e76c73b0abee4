package io.nacre.app.cli;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.Topic;
import java.util.function.Consumer;

/** Reads all readable records of a topic. */
public final class TopicRecords {

    private TopicRecords() {}

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
