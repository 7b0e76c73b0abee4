package io.nacre.bench.load;

import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A running job and its payments: first at full speed, then at a constant rate. */
public final class Running {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Above this share of compiler time, measurements would be distorted. */
    private static final double MAX_COMPILING = 0.05;

    private final PreloadedTopics preloadedTopics;
    private final Traffic traffic;
    private int sent;
    private int refused;

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
        preloadedTopics.awaitDecisions(sent - refused);
    }

    /** The number of payments per second with a backlog, in wall-clock time. */
    public double capacity(int rows) throws InterruptedException {
        long startNs = System.nanoTime();
        more(rows);
        return rows * 1e9 / (System.nanoTime() - startNs);
    }

    /** Reserves so many payments, which the caller sends, and returns the number of the first. */
    public int reserve(int rows) {
        int first = sent;
        sent += rows;
        return first;
    }

    /** Expects no decision on so many reserved payments, because they were refused. */
    public void refused(int rows) {
        refused += rows;
    }

    /**
     * Sends payments until the job's compiler is nearly idle. This takes minutes, which production has already had.
     *
     * @param rows payments of a round
     * @param rounds at most so many
     * @param compiling receives the compiler's share of each round's CPU time, in percent
     */
    public void heat(Worker job, int rows, int rounds, DoubleConsumer compiling) throws Exception {
        for (int i = 0; i < rounds; i++) {
            job.run(Task.of(WorkloadType.COST_OF_JOB));
            more(rows);
            double share = job.run(Task.of(WorkloadType.COST_OF_JOB).with("rows", rows))
                    .cost()
                    .compiling();
            compiling.accept(100 * share);
            if (share < MAX_COMPILING) {
                return;
            }
        }
    }

    /** Sends payments by the schedule, and measures the decisions. */
    public OpenLoop.Latencies at(Schedule schedule) throws Exception {
        int first = reserve(schedule.size());
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
