package io.nacre.webhook;

import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.TopicIds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The threads of one endpoint: one reads its topics, the others send. Endpoints do not wait for each other. */
final class EndpointDelivery implements AutoCloseable {

    /** Limits of the queue: an event has a few kilobytes, and at most a few hundred. */
    private static final int MAX_EVENTS = 5_000;

    private static final long MAX_BYTES = 64L << 20;

    private final WebhookEndpoint endpoint;
    private final DeliveryQueue queue;
    private final WebhookHttpClient client;
    private final PollLoop loop;
    private final List<Thread> workers = new ArrayList<>();

    /** Starts to read and to send. */
    EndpointDelivery(
            WebhookEndpoint endpoint,
            KafkaSettings settings,
            TopicIds ids,
            Consumer<WebhookDeadLetter> deadLetters,
            WebhookMetrics metrics) {
        Clock clock = Clock.systemUTC();
        this.endpoint = endpoint;
        this.queue = new DeliveryQueue(MAX_EVENTS, MAX_BYTES, clock);
        EndpointConsumer consumer = new EndpointConsumer(endpoint, settings, ids, queue, metrics);
        this.client = WebhookHttpClient.of(endpoint, clock);
        DeliveryProcessor processor = new DeliveryProcessor(
                endpoint,
                queue,
                client,
                deadLetters,
                metrics,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
        metrics.observe(endpoint.name(), queue, clock);
        for (int i = 0; i < endpoint.concurrency(); i++) {
            Thread worker = new Thread(processor::run, "webhook-" + endpoint.name() + "-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        this.loop = new PollLoop("webhook-reader-" + endpoint.name(), consumer::poll, consumer);
    }

    /** Ends the current attempts, commits what is delivered, and stops. */
    @Override
    public void close() {
        queue.close();
        try {
            long endMs = System.currentTimeMillis() + endpoint.timeout().toMillis();
            for (Thread worker : workers) {
                worker.join(Math.max(1, endMs - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
        client.close();
    }
}
