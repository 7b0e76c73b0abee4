package io.nacre.webhook;

import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import java.util.ArrayList;
import java.util.List;

/** Delivers to all endpoints until it is closed. */
public final class WebhookService implements AutoCloseable {

    private final WebhookDeadLetterWriter deadLetters;
    private final List<EndpointDelivery> deliveries = new ArrayList<>();

    private WebhookService(WebhookDeadLetterWriter deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** Connects to the broker and starts to deliver. */
    public static WebhookService start(
            KafkaSettings settings, List<WebhookEndpoint> endpoints, WebhookMetrics metrics) {
        TopicIds ids = WebhookEventReader.topicIds(settings, endpoints);
        WebhookService service = new WebhookService(new WebhookDeadLetterWriter(settings));
        try {
            for (WebhookEndpoint endpoint : endpoints) {
                service.deliveries.add(new EndpointDelivery(endpoint, settings, ids, service.deadLetters, metrics));
            }
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
        return service;
    }

    /** Ends the current attempts and stops. Events that are not delivered are read again at the next start. */
    @Override
    public void close() {
        deliveries.parallelStream().forEach(EndpointDelivery::close);
        deadLetters.close();
    }
}
