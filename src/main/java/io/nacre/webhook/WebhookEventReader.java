package io.nacre.webhook;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns the records of an endpoint's topics into its events. Not thread-safe. */
final class WebhookEventReader {

    private final Map<String, TopicEventReader<?>> sources = new HashMap<>();
    private final TopicIds ids;

    WebhookEventReader(WebhookEndpoint endpoint, KafkaSettings settings, TopicIds ids) {
        this.ids = ids;
        for (WebhookEventType type : endpoint.events()) {
            sources.put(settings.nameOf(type.topic()), TopicEventReader.of(type, endpoint.outcomes(), settings));
        }
    }

    /**
     * The broker's ids of the endpoints' topics.
     *
     * @throws KafkaAccessException if a topic does not exist
     */
    static TopicIds topicIds(KafkaSettings settings, Collection<WebhookEndpoint> endpoints) {
        Set<Topic<?>> topics = new HashSet<>();
        endpoints.forEach(endpoint -> endpoint.events().forEach(type -> topics.add(type.topic())));
        TopicIds ids = TopicIds.of(settings, topics);
        List<String> missing = topics.stream()
                .map(settings::nameOf)
                .filter(name -> ids.of(name) == null)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new KafkaAccessException(
                    "there is no topic " + String.join(", ", missing) + ": create it with 'nacre topics create'");
        }
        return ids;
    }

    /** The full names of the topics. */
    Set<String> topics() {
        return Set.copyOf(sources.keySet());
    }

    /** Reads a record of one of the topics. */
    TopicEventReader.ReadResult read(ConsumerRecord<byte[], byte[]> record) {
        TopicEventReader<?> source = sources.get(record.topic());
        return source == null ? TopicEventReader.ReadResult.NONE : source.read(record, ids.of(record.topic()));
    }
}
