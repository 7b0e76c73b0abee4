package io.nacre.app.demo;

import io.nacre.app.job.RateLimiter;
import io.nacre.app.job.TransactionFeed;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.payment.LabelledTransaction;
import io.nacre.simulation.World;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The demo's platform. It first sends the history at full speed, to build the job's state, then live transactions at a
 * fixed rate.
 */
final class DemoFeed implements AutoCloseable {

    private final KafkaSettings settings;
    private final World world;
    private final long liveFromMs;
    private final double rate;
    private final Map<String, LabelledTransaction> live = new ConcurrentHashMap<>();
    private final AtomicLong past = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Object gate = new Object();
    private final Thread thread = new Thread(this::run, "demo-feed");
    private volatile boolean open;
    private volatile boolean pastSent;
    private volatile boolean stopped;

    /** Ends the simulation early. */
    private static final class StoppedException extends RuntimeException {}

    DemoFeed(KafkaSettings settings, World world, long liveFromMs, double rate) {
        this.settings = settings;
        this.world = world;
        this.liveFromMs = liveFromMs;
        this.rate = rate;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The number of transactions in the history, once all are sent; -1 before. */
    long past() {
        rethrow();
        return pastSent ? past.get() : -1;
    }

    /** Starts the live transactions. */
    void goLive() {
        synchronized (gate) {
            open = true;
            gate.notifyAll();
        }
    }

    /** A live transaction with its true label; null for one of the history. */
    @Nullable
    LabelledTransaction truth(String transactionId) {
        return live.get(transactionId);
    }

    /** The number of live transactions that were sent. */
    long sent() {
        rethrow();
        return sent.get();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        goLive();
        thread.join(10_000);
    }

    private void rethrow() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void run() {
        try (TransactionFeed transactionFeed = new TransactionFeed(settings)) {
            world.profiles().forEach(transactionFeed::profile);
            transactionFeed.flush();
            RateLimiter[] pace = new RateLimiter[1];
            world.forEach(labelled -> send(transactionFeed, labelled, pace));
        } catch (StoppedException e) {
            // Expected after close.
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void send(TransactionFeed transactionFeed, LabelledTransaction labelled, RateLimiter[] pace) {
        if (stopped) {
            throw new StoppedException();
        }
        long atMs = labelled.transaction().eventTimeMs();
        if (atMs < liveFromMs) {
            past.incrementAndGet();
        } else {
            if (pace[0] == null) {
                transactionFeed.flush();
                pastSent = true;
                awaitGate();
                pace[0] = RateLimiter.ofRate(rate);
            }
            pace[0].await(sent.get(), atMs);
            live.put(labelled.transaction().id(), labelled);
            sent.incrementAndGet();
        }
        transactionFeed.transaction(labelled);
    }

    private void awaitGate() {
        synchronized (gate) {
            while (!open) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new StoppedException();
                }
            }
        }
    }
}
