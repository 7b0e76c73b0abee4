package io.nacre.kafka.guard;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Monitors in its own thread whether an input topic was deleted or created again. */
final class TopicIdMonitor implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(15);

    /** A restarted broker may not list all topics at first. */
    private static final int GONE_TIMES = 2;

    private final KafkaSettings settings;
    private final TopicIds expected;
    private final Consumer<KafkaAccessException> onChange;
    private final Duration every;
    private final Thread thread;

    private TopicIdMonitor(
            KafkaSettings settings, TopicIds expected, Duration every, Consumer<KafkaAccessException> onChange) {
        this.settings = settings;
        this.expected = expected;
        this.every = every;
        this.onChange = onChange;
        this.thread = new Thread(this::watch, "nacre-topics");
        thread.setDaemon(true);
    }

    /** @param onChange called once, from the monitor's thread */
    static TopicIdMonitor start(KafkaSettings settings, TopicIds expected, Consumer<KafkaAccessException> onChange) {
        return start(settings, expected, EVERY, onChange);
    }

    static TopicIdMonitor start(
            KafkaSettings settings, TopicIds expected, Duration every, Consumer<KafkaAccessException> onChange) {
        TopicIdMonitor watch = new TopicIdMonitor(settings, expected, every, onChange);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        int gone = 0;
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(every.toMillis());
                TopicIds now = now();
                List<String> changed = expected.changed(now);
                if (!changed.isEmpty()) {
                    onChange.accept(expected.recreated(changed, now));
                    return;
                }
                List<String> missing = expected.gone(now);
                gone = missing.isEmpty() ? 0 : gone + 1;
                if (gone > GONE_TIMES) {
                    onChange.accept(TopicIds.deleted(missing));
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The monitor was closed.
        }
    }

    /**
     * The current ids. If the broker does not answer, these are the expected ids, because other components detect an
     * outage.
     */
    private TopicIds now() throws InterruptedException {
        try {
            return TopicIds.ofInputs(settings);
        } catch (KafkaAccessException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return expected;
        }
    }
}
