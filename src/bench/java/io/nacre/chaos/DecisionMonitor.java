package io.nacre.chaos;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the decisions, and finds the first one on a payment after a fault. */
final class DecisionMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionMonitor.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaSettings kafka;
    private final Thread thread = new Thread(this::listen, "watch");
    private volatile boolean on = true;
    private volatile long expectedMs = Long.MAX_VALUE;
    private volatile long cameMs;

    DecisionMonitor(KafkaSettings kafka) {
        this.kafka = kafka;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Expects from now on the first decision on a payment that reached the broker after this time. */
    void expect(long afterMs) {
        cameMs = 0;
        expectedMs = afterMs;
    }

    /** The time of the expected decision, ms since 1970; 0 after the timeout. */
    long cameMs(Duration patience) throws InterruptedException {
        Waiting.until(() -> cameMs > 0, patience);
        return cameMs;
    }

    @Override
    public void close() throws InterruptedException {
        on = false;
        thread.join();
    }

    private void listen() {
        while (on) {
            try (TopicReader<Decision> decisions = new TopicReader<>(kafka, TopicCatalogue.DECISIONS)) {
                decisions.skipToEnd();
                while (on) {
                    decisions.poll(POLL, record -> {
                        if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                            onDecision(read.value().origin().timestampMs());
                        }
                    });
                }
            } catch (RuntimeException e) {
                LOG.debug("the broker does not answer, as expected here; retrying", e);
            }
        }
    }

    private void onDecision(long receivedMs) {
        if (cameMs == 0 && receivedMs > expectedMs) {
            cameMs = System.currentTimeMillis();
        }
    }
}
