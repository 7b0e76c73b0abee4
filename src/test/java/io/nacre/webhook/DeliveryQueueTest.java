package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.MutableClock;
import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryQueueTest {

    private static final long NOW_MS = 1_790_000_000_000L;

    private final MutableClock clock = new MutableClock(NOW_MS);
    private final DeliveryQueue queue = new DeliveryQueue(4, 1_000, clock);
    private final PartitionProgress progress = new PartitionProgress(0);

    @Test
    void theNextEventOfAnAccountWaitsForTheOneBefore() {
        add("a", 0);
        add("a", 1);
        add("b", 2);

        PendingDelivery first = next();
        PendingDelivery other = next();

        assertThat(List.of(offset(first), offset(other))).containsExactly(0L, 2L);
        assertThat(queue.poll()).isNull();
        queue.complete(first);
        assertThat(offset(next())).isEqualTo(1);
    }

    @Test
    void aRetryHoldsBackItsAccountOnly() {
        add("a", 0);
        add("a", 1);
        queue.retry(next(), NOW_MS + 60_000);
        add("b", 2);

        assertThat(offset(next())).isEqualTo(2);
        assertThat(queue.poll()).isNull();
        clock.advance(Duration.ofMillis(59_999));
        assertThat(queue.poll()).isNull();
        clock.advance(Duration.ofMillis(1));
        PendingDelivery again = next();
        assertThat(offset(again)).isZero();
        queue.complete(again);
        assertThat(offset(next())).isEqualTo(1);
    }

    @Test
    void offsetsAreCommittedUpToTheOldestUndeliveredEvent() {
        add("a", 10);
        add("b", 11);
        add("c", 15);
        progress.advance(20);
        PendingDelivery a = next();
        PendingDelivery b = next();
        PendingDelivery c = next();

        assertThat(progress.committable()).isEqualTo(10);
        queue.complete(b);
        assertThat(progress.committable()).isEqualTo(10);
        queue.complete(a);
        assertThat(progress.committable()).isEqualTo(15);
        queue.retry(c, NOW_MS);
        assertThat(progress.committable()).isEqualTo(15);
        queue.complete(next());
        assertThat(progress.committable()).isEqualTo(20);
    }

    @Test
    void recordsWithoutEventsAreCommittedAsWell() {
        assertThat(progress.committable()).isZero();
        progress.advance(7);
        assertThat(progress.committable()).isEqualTo(7);
        progress.advance(5);
        assertThat(progress.committable()).isEqualTo(7);
    }

    @Test
    void isFullByNumberAndBySizeAndHasRoomAtHalf() {
        assertThat(queue.hasRoom()).isTrue();
        for (int i = 0; i < 4; i++) {
            assertThat(queue.isFull()).isFalse();
            add("a" + i, i);
        }
        assertThat(queue.isFull()).isTrue();
        queue.complete(next());
        assertThat(queue.hasRoom()).isFalse();
        queue.complete(next());
        assertThat(queue.hasRoom()).isTrue();

        DeliveryQueue small = new DeliveryQueue(100, 10, clock);
        small.add(event("a", 0, "0123456789"), progress);
        assertThat(small.isFull()).isTrue();
        small.complete(requireNonNull(small.poll()));
        assertThat(small.hasRoom()).isTrue();
    }

    @Test
    void revokedPartitionsLeaveTheQueueExceptWhatIsBeingSent() {
        PartitionProgress other = new PartitionProgress(0);
        add("a", 0);
        add("a", 1);
        add("b", 2);
        queue.add(event("b", 3, "{}"), other);
        PendingDelivery sending = next();

        queue.revoke(Set.of(progress));

        assertThat(queue.size()).isEqualTo(2);
        assertThat(offset(next())).isEqualTo(3);
        assertThat(queue.poll()).isNull();
        queue.complete(sending);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.poll()).isNull();
    }

    /** The delay of an event that another process has now does not hold back an event of this process. */
    @Test
    void theDelayOfARevokedEventEndsWithIt() {
        add("a", 0);
        queue.add(event("a", 1, "{}"), new PartitionProgress(0));
        queue.retry(next(), NOW_MS + 3_600_000);

        queue.revoke(Set.of(progress));

        assertThat(offset(next())).isEqualTo(1);
    }

    @Test
    void reportsTheTimestampOfTheOldestEvent() {
        assertThat(queue.oldestMs(NOW_MS)).isEqualTo(NOW_MS);
        queue.add(new WebhookEvent("e", "a", new byte[0], new RecordOrigin("t", 0, 0, NOW_MS - 90)), progress);
        queue.add(new WebhookEvent("f", "b", new byte[0], new RecordOrigin("t", 0, 1, NOW_MS - 80)), progress);
        assertThat(queue.oldestMs(NOW_MS)).isEqualTo(NOW_MS - 90);
    }

    @Test
    void handsOutNothingAfterItIsClosed() throws InterruptedException {
        add("a", 0);
        queue.close();

        assertThat(queue.take()).isNull();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void onlyAnEventThatWasHandedOutCanBeCompleted() {
        add("a", 0);
        PendingDelivery handedOut = next();
        queue.complete(handedOut);

        assertThatThrownBy(() -> queue.complete(handedOut)).isInstanceOf(IllegalStateException.class);
    }

    /** Whatever fails and in which order workers end: each account in order, nothing lost, no offset too early. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsOrderAndOffsetsUnderRandomResults(int seed) {
        Random random = new Random(seed);
        DeliveryQueue large = new DeliveryQueue(10_000, 1 << 20, clock);
        int events = 300;
        for (int i = 0; i < events; i++) {
            large.add(event("a" + random.nextInt(20), i, "{}"), progress);
        }
        progress.advance(events);
        Map<String, List<Long>> delivered = new HashMap<>();
        List<PendingDelivery> inFlight = new ArrayList<>();
        List<Long> undelivered = new ArrayList<>();
        for (long i = 0; i < events; i++) {
            undelivered.add(i);
        }
        while (!undelivered.isEmpty()) {
            PendingDelivery next = inFlight.size() < 8 ? large.poll() : null;
            if (next != null) {
                assertThat(inFlight.stream().map(each -> each.event().orderKey()))
                        .doesNotContain(next.event().orderKey());
                inFlight.add(next);
                continue;
            }
            clock.advance(Duration.ofMillis(random.nextInt(50)));
            if (inFlight.isEmpty()) {
                continue;
            }
            PendingDelivery ended = inFlight.remove(random.nextInt(inFlight.size()));
            if (random.nextInt(3) == 0) {
                large.retry(ended, clock.millis() + random.nextInt(100));
            } else {
                large.complete(ended);
                delivered
                        .computeIfAbsent(ended.event().orderKey(), key -> new ArrayList<>())
                        .add(offset(ended));
                undelivered.remove(offset(ended));
            }
            long oldest = undelivered.isEmpty() ? events : undelivered.get(0);
            assertThat(progress.committable()).isEqualTo(oldest);
        }
        assertThat(delivered.values()).allSatisfy(offsets -> assertThat(offsets).isSorted());
        assertThat(delivered.values().stream().mapToInt(List::size).sum()).isEqualTo(events);
        assertThat(large.size()).isZero();
    }

    private void add(String key, long offset) {
        queue.add(event(key, offset, "{}"), progress);
    }

    private PendingDelivery next() {
        return requireNonNull(queue.poll(), "nothing is due");
    }

    private static Long offset(PendingDelivery delivery) {
        return delivery.event().origin().offset();
    }

    private static WebhookEvent event(String key, long offset, String body) {
        return new WebhookEvent("evt_" + offset, key, body.getBytes(UTF_8), new RecordOrigin("t", 0, offset, NOW_MS));
    }
}
