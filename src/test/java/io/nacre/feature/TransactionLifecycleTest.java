package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionLifecycleTest {

    private static final Money AMOUNT = new Money(10_000, "EUR");

    /** The table of src/docs/concepts/lifecycle.md. */
    static Stream<Arguments> worth() {
        return Stream.of(
                Arguments.of(List.of(), 100),
                Arguments.of(List.of(authorised(1)), 100),
                Arguments.of(List.of(declined(1)), 0),
                Arguments.of(List.of(declined(1), authorised(2)), 100),
                Arguments.of(List.of(authorised(1), declined(2)), 0),
                Arguments.of(List.of(of(LifecycleEvent.Type.AUTHORISED, 6_000L, 1)), 60),
                Arguments.of(List.of(authorised(1), of(LifecycleEvent.Type.CAPTURED, null, 2)), 100),
                Arguments.of(List.of(authorised(1), of(LifecycleEvent.Type.CAPTURED, 6_000L, 2)), 60),
                Arguments.of(
                        List.of(
                                authorised(1),
                                of(LifecycleEvent.Type.CAPTURED, 6_000L, 2),
                                of(LifecycleEvent.Type.REVERSED, 4_000L, 3)),
                        60),
                Arguments.of(
                        List.of(
                                of(LifecycleEvent.Type.CAPTURED, 6_000L, 2),
                                of(LifecycleEvent.Type.CAPTURED, 3_000L, 3)),
                        90),
                Arguments.of(List.of(of(LifecycleEvent.Type.CAPTURED, 12_000L, 2)), 100),
                Arguments.of(List.of(authorised(1), of(LifecycleEvent.Type.REVERSED, null, 2)), 0),
                Arguments.of(List.of(authorised(1), of(LifecycleEvent.Type.REVERSED, 1_000L, 2)), 90),
                Arguments.of(
                        List.of(
                                of(LifecycleEvent.Type.REFUNDED, 1_000L, 2),
                                of(LifecycleEvent.Type.REFUNDED, 2_000L, 3)),
                        70),
                Arguments.of(
                        List.of(of(LifecycleEvent.Type.REFUNDED, null, 2), of(LifecycleEvent.Type.REFUNDED, null, 3)),
                        0),
                Arguments.of(List.of(of(LifecycleEvent.Type.CHALLENGE_FAILED, null, 2)), 100),
                Arguments.of(List.of(of(LifecycleEvent.Type.PAID_OUT, null, 2)), 100));
    }

    @ParameterizedTest
    @MethodSource("worth")
    void isWorthTheSameInEveryOrder(List<LifecycleEvent> events, double worth) {
        List<LifecycleEvent> shuffled = new ArrayList<>(events);
        for (int i = 0; i < 6; i++) {
            assertThat(lifecycle(shuffled).worth(AMOUNT)).isEqualTo(worth);
            Collections.shuffle(shuffled, new Random(i));
        }
    }

    @Test
    void aRepeatedEventChangesNothing() {
        LifecycleEvent refund = of(LifecycleEvent.Type.REFUNDED, 1_000L, 2);
        TransactionLifecycle once = TransactionLifecycle.NONE.plus(refund);

        assertThat(once.plus(refund)).isSameAs(once);
    }

    @Test
    void storesABoundedNumberOfEvents() {
        TransactionLifecycle lifecycle = TransactionLifecycle.NONE;
        for (int i = 0; i < 100; i++) {
            lifecycle = lifecycle.plus(of(LifecycleEvent.Type.REFUNDED, 1L, i));
        }

        assertThat(lifecycle.steps()).hasSize(TransactionLifecycle.MAX_STEPS);
        assertThat(lifecycle.isFull()).isTrue();
    }

    /** What each event changes adds up to what all of them change. */
    @Test
    void theEffectsAddUp() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            List<LifecycleEvent> events = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                LifecycleEvent.Type type = LifecycleEvent.Type.values()[random.nextInt(9)];
                events.add(of(type, random.nextBoolean() ? null : (Long) random.nextLong(12_000), i));
            }
            TransactionLifecycle lifecycle = lifecycle(events);

            List<LifecycleEffect> effects = lifecycle.effects(7, AMOUNT, "card");

            double worth = AMOUNT.major();
            for (LifecycleEffect effect : effects) {
                assertThat(effect.worthBefore()).isEqualTo(worth);
                assertThat(effect.worthAfter()).isBetween(0.0, AMOUNT.major());
                worth = effect.worthAfter();
            }
            assertThat(worth).isEqualTo(lifecycle.worth(AMOUNT));
            assertThat(effects).extracting(LifecycleEffect::occurredAtMs).isSorted();
        }
    }

    @Test
    void isWorthNothingBeforeAndAfterWhereTheAmountIsNotStored() {
        LifecycleEffect effect =
                lifecycle(List.of(of(LifecycleEvent.Type.REFUNDED, null, 2))).lastEffect(7, null, null);

        assertThat(effect.worthBefore()).isZero();
        assertThat(effect.worthAfter()).isZero();
    }

    private static TransactionLifecycle lifecycle(List<LifecycleEvent> events) {
        TransactionLifecycle lifecycle = TransactionLifecycle.NONE;
        for (LifecycleEvent event : events) {
            lifecycle = lifecycle.plus(event);
        }
        return lifecycle;
    }

    private static LifecycleEvent authorised(long atMs) {
        return of(LifecycleEvent.Type.AUTHORISED, null, atMs);
    }

    private static LifecycleEvent declined(long atMs) {
        return new LifecycleEvent(
                "a",
                "t",
                "declined at " + atMs,
                LifecycleEvent.Type.DECLINED,
                DeclineReason.INSUFFICIENT_FUNDS,
                null,
                atMs);
    }

    private static LifecycleEvent of(LifecycleEvent.Type type, @Nullable Long minorUnits, long atMs) {
        return new LifecycleEvent("a", "t", type + " at " + atMs, type, null, minorUnits, atMs);
    }
}
