package io.nacre.training.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.training.csv.LifecycleEventStore.Added;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleEventStoreTest {

    private final LifecycleEventStore store = new LifecycleEventStore();

    @Test
    void returnsEveryEventOfEveryTransaction() {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, List<LifecycleEvent>> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int number = random.nextInt(60_000);
            LifecycleEvent event = event("ä" + number % 500, "tx-" + number, "event-" + i, random);
            assertThat(store.add(event)).isEqualTo(Added.YES);
            expected.computeIfAbsent(event.accountId() + " " + event.transactionId(), key -> new ArrayList<>())
                    .add(event);
        }

        assertThat(store.eventCount()).isEqualTo(200_000);
        assertThat(store.transactionCount()).isEqualTo(expected.size());
        expected.values().forEach(events -> {
            events.sort(Comparator.comparingLong(LifecycleEvent::occurredAtMs));
            assertThat(events(events.get(0).accountId(), events.get(0).transactionId()))
                    .isEqualTo(events);
        });
    }

    @Test
    void knowsNoOtherPairOfIds() {
        SplittableRandom random = new SplittableRandom(7);
        store.add(event("ab", "c", "1", random));

        assertThat(events("a", "bc")).isNull();
        assertThat(events("abc", "")).isNull();
        assertThat(events("ab", "c")).hasSize(1);
    }

    @Test
    void ignoresARepeatOfAnEvent() {
        SplittableRandom random = new SplittableRandom(7);
        LifecycleEvent first = event("a", "t", "1", random);
        store.add(first);

        assertThat(store.add(event("a", "t", "1", random))).isEqualTo(Added.REPEAT);
        assertThat(store.add(event("a", "u", "1", random))).isEqualTo(Added.YES);
        assertThat(events("a", "t")).containsExactly(first);
        assertThat(store.eventCount()).isEqualTo(2);
    }

    @Test
    void limitsTheEventsOfATransaction() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < LifecycleEventStore.MAX_PER_TRANSACTION; i++) {
            assertThat(store.add(event("a", "t", "" + i, random))).isEqualTo(Added.YES);
        }

        assertThat(store.add(event("a", "t", "another", random))).isEqualTo(Added.TOO_MANY);
        assertThat(events("a", "t")).hasSize(LifecycleEventStore.MAX_PER_TRANSACTION);
    }

    private @Nullable List<LifecycleEvent> events(String account, String transaction) {
        int number = store.find(account, transaction);
        return number < 0 ? null : store.events(number, account, transaction);
    }

    private static LifecycleEvent event(String account, String transaction, String id, SplittableRandom random) {
        LifecycleEvent.Type[] types = LifecycleEvent.Type.values();
        DeclineReason[] reasons = DeclineReason.values();
        LifecycleEvent.Type type = types[random.nextInt(types.length)];
        boolean reason = type == LifecycleEvent.Type.DECLINED && random.nextBoolean();
        return new LifecycleEvent(
                account,
                transaction,
                id,
                type,
                reason ? reasons[random.nextInt(reasons.length)] : null,
                random.nextBoolean() ? random.nextLong(1L << 40) : null,
                random.nextLong(1_000));
    }
}
