package io.nacre.kafka.client;

import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a step in a thread of its own, also after a failure. Kafka clients are used by one thread. */
public final class PollLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Runnable step;
    private final AutoCloseable resource;
    private final Thread thread;
    private volatile boolean closed;
    private boolean healthy = true;

    /**
     * Starts the thread.
     *
     * @param resource what the step uses; closed by its thread
     */
    public PollLoop(String name, Runnable step, AutoCloseable resource) {
        this.step = step;
        this.resource = resource;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends after the current step. A Kafka client that is interrupted cannot close properly, so that comes last. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_WITHIN.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (AutoCloseable used = resource) {
            while (!closed) {
                step();
            }
        } catch (Exception e) {
            LOG.warn("{} did not close properly", thread.getName(), e);
        }
    }

    private void step() {
        try {
            step.run();
            healthy = true;
        } catch (WakeupException | InterruptException e) {
            // Expected while closing.
            Thread.interrupted();
        } catch (RuntimeException e) {
            if (healthy) {
                LOG.warn("{} failed and is repeated every second: {}", thread.getName(), e.getMessage());
            }
            healthy = false;
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
