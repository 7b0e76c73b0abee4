package io.nacre.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.MutableClock;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.payment.RecordOrigin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryProcessorTest {

    private static final long NOW_MS = 1_790_000_000_000L;

    private final MutableClock clock = new MutableClock(NOW_MS);
    private final DeliveryQueue queue = new DeliveryQueue(100, 1 << 20, clock);
    private final PartitionProgress progress = new PartitionProgress(0);
    private final Deque<AttemptResult> results = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<WebhookDeadLetter> deadLetters = new ArrayList<>();
    private final WebhookMetrics metrics = new WebhookMetrics();
    private boolean brokerDown;
    private final DeliveryProcessor processor = new DeliveryProcessor(
            Endpoints.of(
                    "cases",
                    URI.create("https://hooks.example.com/"),
                    Duration.ofSeconds(5),
                    RetrySchedule.during(Duration.ofHours(2)),
                    null),
            queue,
            this::send,
            this::write,
            metrics,
            clock,
            () -> 1.0);

    @Test
    void repeatsWithGrowingDelaysUntilItIsDelivered() {
        add("a", 0);
        results.addAll(List.of(
                AttemptResult.of(500, null),
                AttemptResult.failed(AttemptResult.NoResponse.TIMEOUT),
                AttemptResult.of(429, Duration.ofMinutes(1)),
                AttemptResult.of(204, null)));

        List<Long> delaysMs = new ArrayList<>();
        while (!results.isEmpty()) {
            long beforeMs = clock.millis();
            delaysMs.add(waitForNext() - beforeMs);
            processor.process(requireNonNull(queue.poll()));
        }

        assertThat(delaysMs).containsExactly(0L, 2_000L, 4_000L, 60_000L);
        assertThat(sent).containsExactly("evt_0", "evt_0", "evt_0", "evt_0");
        assertThat(deadLetters).isEmpty();
        assertThat(queue.size()).isZero();
        progress.advance(1);
        assertThat(progress.committable()).isEqualTo(1);
        assertThat(metrics.text())
                .contains("nacre_webhook_events_total{endpoint=\"cases\",result=\"delivered\"} 1.0")
                .contains("nacre_webhook_attempt_seconds_count{endpoint=\"cases\",result=\"5xx\"} 1")
                .contains("nacre_webhook_attempt_seconds_count{endpoint=\"cases\",result=\"timeout\"} 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 304, 307, 400, 401, 403, 404, 409, 410, 413, 422})
    void aRefusalIsADeadLetterAtOnceAndTheNextEventFollows(int status) {
        add("a", 0);
        add("a", 1);
        results.addAll(List.of(AttemptResult.of(status, null), AttemptResult.of(200, null)));

        processor.process(requireNonNull(queue.poll()));
        processor.process(requireNonNull(queue.poll()));

        assertThat(sent).containsExactly("evt_0", "evt_1");
        assertThat(deadLetters)
                .containsExactly(
                        new WebhookDeadLetter("cases", "evt_0", origin(0), 1, status, null, NOW_MS, NOW_MS, null));
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void theseAreRepeated(int status) {
        add("a", 0);
        results.add(AttemptResult.of(status, null));

        processor.process(requireNonNull(queue.poll()));

        assertThat(deadLetters).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void givesUpWhenTheTimeIsUp() {
        add("a", 0);
        int attempts = 0;
        while (queue.size() > 0) {
            results.add(AttemptResult.failed(AttemptResult.NoResponse.CONNECTION_FAILED));
            waitForNext();
            processor.process(requireNonNull(queue.poll()));
            attempts++;
        }

        long endMs = NOW_MS + Duration.ofHours(2).toMillis();
        assertThat(deadLetters)
                .containsExactly(new WebhookDeadLetter(
                        "cases", "evt_0", origin(0), attempts, null, "CONNECTION_FAILED", NOW_MS, endMs, null));
        assertThat(attempts).isBetween(10, 20);
    }

    /** Without the broker the event stays, and is not sent again: only its dead letter is missing. */
    @Test
    void keepsTheEventUntilItsDeadLetterIsWritten() {
        add("a", 0);
        brokerDown = true;
        results.add(AttemptResult.of(410, null));

        processor.process(requireNonNull(queue.poll()));

        assertThat(queue.size()).isEqualTo(1);
        progress.advance(1);
        assertThat(progress.committable()).isZero();
        brokerDown = false;
        waitForNext();
        processor.process(requireNonNull(queue.poll()));
        assertThat(sent).containsExactly("evt_0");
        assertThat(deadLetters).hasSize(1);
        assertThat(progress.committable()).isEqualTo(1);
    }

    @Test
    void anErrorOfOurOwnIsRepeated() {
        add("a", 0);

        processor.process(requireNonNull(queue.poll()));

        assertThat(queue.size()).isEqualTo(1);
        results.add(AttemptResult.of(200, null));
        waitForNext();
        processor.process(requireNonNull(queue.poll()));
        assertThat(queue.size()).isZero();
    }

    /** Moves the clock to the next attempt, in steps of half a second; returns the time. */
    private long waitForNext() {
        PendingDelivery due = queue.poll();
        while (due == null) {
            clock.advance(Duration.ofMillis(500));
            due = queue.poll();
        }
        queue.retry(due, clock.millis());
        return clock.millis();
    }

    private void add(String key, long offset) {
        queue.add(new WebhookEvent("evt_" + offset, key, new byte[] {'{', '}'}, origin(offset)), progress);
    }

    private static RecordOrigin origin(long offset) {
        return new RecordOrigin("fraud.alerts", 0, offset, NOW_MS - 1_000);
    }

    /** Fails like a broken client when no result is left. */
    private AttemptResult send(WebhookEvent event) {
        sent.add(event.id());
        return results.removeFirst();
    }

    private void write(WebhookDeadLetter letter) {
        if (brokerDown) {
            throw new IllegalStateException("the broker is down");
        }
        deadLetters.add(letter);
    }
}
