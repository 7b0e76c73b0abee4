package io.nacre.webhook;

import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.function.Consumer;

/** Writes dead letters, and waits until the broker has each. Thread-safe. */
final class WebhookDeadLetterWriter implements Consumer<WebhookDeadLetter>, AutoCloseable {

    private final TopicWriter<WebhookDeadLetter> writer;

    WebhookDeadLetterWriter(KafkaSettings settings) {
        this.writer = new TopicWriter<>(settings, TopicCatalogue.WEBHOOK_DEAD_LETTERS);
    }

    /** @throws RuntimeException if the broker does not acknowledge it */
    @Override
    public synchronized void accept(WebhookDeadLetter letter) {
        writer.writeAndWait(letter);
    }

    @Override
    public synchronized void close() {
        writer.close();
    }
}
