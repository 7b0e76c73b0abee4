package io.nacre.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.MutableClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedValueTest {

    private final MutableClock clock = new MutableClock(0);

    @Test
    void isComputedAgainOnceItIsTooOld() {
        AtomicInteger computed = new AtomicInteger();
        CachedValue<Integer> value =
                new CachedValue<>(Duration.ofMillis(10), Duration.ofMillis(50), clock, computed::incrementAndGet);

        assertThat(value.get()).isEqualTo(1);
        clock.advance(Duration.ofMillis(9));
        assertThat(value.get()).isEqualTo(1);
        clock.advance(Duration.ofMillis(41));
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void aValueThatIsALittleTooOldIsReplacedMeanwhile() throws InterruptedException {
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2);
        CachedValue<Integer> value = new CachedValue<>(Duration.ofMillis(10), Duration.ofMillis(50), clock, () -> {
            second.countDown();
            return computed.incrementAndGet();
        });
        value.get();

        clock.advance(Duration.ofMillis(10));

        assertThat(value.get()).as("without waiting").isBetween(1, 2);
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFailureReachesWhoeverWaits() {
        CachedValue<Integer> value = new CachedValue<>(Duration.ofMillis(10), Duration.ofMillis(50), clock, () -> {
            throw new IllegalStateException("no store");
        });

        assertThatThrownBy(value::get).hasMessage("no store");
    }
}
