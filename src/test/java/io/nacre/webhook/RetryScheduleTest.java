package io.nacre.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final long FIRST_MS = 1_790_000_000_000L;
    private static final RetrySchedule DAY = RetrySchedule.during(Duration.ofHours(24));

    /** The upper bound doubles, up to an hour. */
    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 4000", "5, 32000", "11, 2048000", "12, 3600000", "60, 3600000", "2000000000, 3600000"})
    void theBoundDoublesUpToAnHour(int attempts, long boundMs) {
        assertThat(DAY.nextAttemptMs(attempts, FIRST_MS, FIRST_MS + 5, null, 1.0))
                .isEqualTo(FIRST_MS + 5 + boundMs);
        assertThat(DAY.nextAttemptMs(attempts, FIRST_MS, FIRST_MS + 5, null, 0.25))
                .isEqualTo(FIRST_MS + 5 + boundMs / 4);
        assertThat(DAY.nextAttemptMs(attempts, FIRST_MS, FIRST_MS + 5, null, 0.0))
                .isEqualTo(FIRST_MS + 6);
    }

    @Test
    void theLastAttemptIsMadeWhenTheTimeIsUp() {
        long endMs = FIRST_MS + Duration.ofHours(24).toMillis();

        assertThat(DAY.nextAttemptMs(40, FIRST_MS, endMs - 10, null, 1.0)).isEqualTo(endMs);
        assertThat(DAY.nextAttemptMs(40, FIRST_MS, endMs, null, 1.0)).isEqualTo(RetrySchedule.NEVER);
        assertThat(RetrySchedule.during(Duration.ZERO).nextAttemptMs(1, FIRST_MS, FIRST_MS, null, 1.0))
                .isEqualTo(RetrySchedule.NEVER);
    }

    @Test
    void waitsAsLongAsTheEndpointAsksForButAtMostAnHour() {
        assertThat(DAY.nextAttemptMs(1, FIRST_MS, FIRST_MS, Duration.ofSeconds(90), 0.5))
                .isEqualTo(FIRST_MS + 90_000);
        assertThat(DAY.nextAttemptMs(5, FIRST_MS, FIRST_MS, Duration.ofSeconds(1), 1.0))
                .isEqualTo(FIRST_MS + 32_000);
        assertThat(DAY.nextAttemptMs(1, FIRST_MS, FIRST_MS, Duration.ofDays(3), 0.5))
                .isEqualTo(FIRST_MS + 3_600_000);
    }

    /** With any random numbers a day has a few dozen attempts: neither a flood nor a handful. */
    @Test
    void aDayHasAFewDozenAttempts() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int attempts = 1;
            long nowMs = FIRST_MS;
            while (true) {
                long nextMs = DAY.nextAttemptMs(attempts, FIRST_MS, nowMs, null, random.nextDouble());
                if (nextMs == RetrySchedule.NEVER) {
                    break;
                }
                assertThat(nextMs).isGreaterThan(nowMs);
                nowMs = nextMs;
                attempts++;
            }
            assertThat(nowMs).isEqualTo(FIRST_MS + Duration.ofHours(24).toMillis());
            assertThat(attempts).isBetween(25, 120);
        }
    }

    @Test
    void refusesMoreThanAWeek() {
        assertThatThrownBy(() -> RetrySchedule.during(Duration.ofDays(8)))
                .hasMessageContaining("retry-for")
                .hasMessageContaining("7d");
    }
}
