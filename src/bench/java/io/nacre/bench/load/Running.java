package io.nacre.bench.load;

import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A job that runs over its topics, and the payments it is sent: first as quickly as it takes them, then at a pace. */
public final class Running {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PreloadedTopics preloadedTopics;
    private final Traffic traffic;
    private int sent;

    /**
     * Somebody has started the job, or will.
     *
     * @param preloadedTopics what it has to decide first
     */
    public Running(PreloadedTopics preloadedTopics, Traffic traffic) {
        this.preloadedTopics = preloadedTopics;
        this.traffic = traffic;
        this.sent = preloadedTopics.rows();
    }

    /** How many payments it was sent so far, those of the stock included. */
    public int sent() {
        return sent;
    }

    /** Sends more, as quickly as the broker takes them, and waits until all are decided. */
    public void more(int rows) throws InterruptedException {
        preloadedTopics.append(traffic, sent, sent + rows);
        sent += rows;
        awaitAll();
    }

    /** Returns once all that was sent is decided. */
    public void awaitAll() throws InterruptedException {
        preloadedTopics.awaitDecisions(sent);
    }

    /** How many payments a second it decides while there is a backlog, by the clock. */
    public double capacity(int rows) throws InterruptedException {
        long startNs = System.nanoTime();
        more(rows);
        return rows * 1e9 / (System.nanoTime() - startNs);
    }

    /** Sends payments by the schedule, and hears the decisions. */
    public OpenLoop.Heard at(Schedule schedule) throws Exception {
        int first = sent;
        sent += schedule.size();
        String answers = preloadedTopics.kafka().nameOf(TopicCatalogue.DECISIONS);
        try (OpenLoop loop = new OpenLoop(preloadedTopics.brokers(), preloadedTopics.topic(), answers)) {
            return loop.run(schedule, traffic, first, answer -> number(answer) - first, PATIENCE);
        }
    }

    /** The same, while the caller does something else. */
    public CompletableFuture<OpenLoop.Heard> meanwhile(Schedule schedule) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return at(schedule);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Payments are called p0, p1, and so on, and decisions have that as their key. */
    private static int number(ConsumerRecord<byte[], byte[]> decision) {
        return Integer.parseInt(new String(decision.key(), 1, decision.key().length - 1, StandardCharsets.US_ASCII));
    }
}
