package io.nacre.bench.load;

import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A running job and its payments: first at full speed, then at a constant rate. */
public final class Running {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PreloadedTopics preloadedTopics;
    private final Traffic traffic;
    private int sent;

    /**
     * The caller starts the job.
     *
     * @param preloadedTopics the first payments
     */
    public Running(PreloadedTopics preloadedTopics, Traffic traffic) {
        this.preloadedTopics = preloadedTopics;
        this.traffic = traffic;
        this.sent = preloadedTopics.rows();
    }

    /** The number of payments sent so far, including the preloaded ones. */
    public int sent() {
        return sent;
    }

    /** Sends more payments at full speed, and waits until all are decided. */
    public void more(int rows) throws InterruptedException {
        preloadedTopics.append(traffic, sent, sent + rows);
        sent += rows;
        awaitAll();
    }

    /** Returns once all payments are decided. */
    public void awaitAll() throws InterruptedException {
        preloadedTopics.awaitDecisions(sent);
    }

    /** The number of payments per second with a backlog, in wall-clock time. */
    public double capacity(int rows) throws InterruptedException {
        long startNs = System.nanoTime();
        more(rows);
        return rows * 1e9 / (System.nanoTime() - startNs);
    }

    /** Sends payments by the schedule, and measures the decisions. */
    public OpenLoop.Latencies at(Schedule schedule) throws Exception {
        int first = sent;
        sent += schedule.size();
        String answers = preloadedTopics.kafka().nameOf(TopicCatalogue.DECISIONS);
        try (OpenLoop loop = new OpenLoop(preloadedTopics.brokers(), preloadedTopics.topic(), answers)) {
            return loop.run(schedule, traffic, first, answer -> number(answer) - first, PATIENCE);
        }
    }

    /** The same in the background. */
    public CompletableFuture<OpenLoop.Latencies> meanwhile(Schedule schedule) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return at(schedule);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Payments have the ids p0, p1, and so on, which are the keys of the decisions. */
    private static int number(ConsumerRecord<byte[], byte[]> decision) {
        return Integer.parseInt(new String(decision.key(), 1, decision.key().length - 1, StandardCharsets.US_ASCII));
    }
}
