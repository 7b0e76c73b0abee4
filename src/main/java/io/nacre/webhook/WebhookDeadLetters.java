package io.nacre.webhook;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the dead letters of the webhooks. */
public final class WebhookDeadLetters {

    private WebhookDeadLetters() {}

    /** The latest dead letter of each event and endpoint, in the order of the events' timestamps. */
    public static List<WebhookDeadLetter> read(KafkaSettings settings) {
        Map<String, WebhookDeadLetter> latest = new LinkedHashMap<>();
        try (TopicReader<WebhookDeadLetter> reader = new TopicReader<>(settings, TopicCatalogue.WEBHOOK_DEAD_LETTERS)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<WebhookDeadLetter> read) {
                    latest.put(read.value().key(), read.value());
                }
            });
        }
        List<WebhookDeadLetter> letters = new ArrayList<>(latest.values());
        letters.sort(Comparator.comparingLong(
                        (WebhookDeadLetter letter) -> letter.origin().timestampMs())
                .thenComparingLong(letter -> letter.origin().offset()));
        return letters;
    }
}
