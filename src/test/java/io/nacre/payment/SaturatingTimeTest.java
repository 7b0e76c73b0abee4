package io.nacre.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaturatingTimeTest {

    private static final long DAY_MS = 86_400_000;
    private static final long NOW_MS = 1_790_000_000_000L;

    @Test
    void addsAndSubtractsLikeAnyNumbers() {
        assertThat(SaturatingTime.plus(NOW_MS, DAY_MS)).isEqualTo(NOW_MS + DAY_MS);
        assertThat(SaturatingTime.plus(NOW_MS, -DAY_MS)).isEqualTo(NOW_MS - DAY_MS);
        assertThat(SaturatingTime.between(NOW_MS, NOW_MS + 5)).isEqualTo(5);
        assertThat(SaturatingTime.next(DAY_MS, DAY_MS)).isEqualTo(2 * DAY_MS);
        assertThat(SaturatingTime.next(-1, DAY_MS)).isZero();
    }

    @Test
    void endsAtTheLastMomentInsteadOfOverflowing() {
        assertThat(SaturatingTime.plus(Long.MAX_VALUE, DAY_MS)).isEqualTo(Long.MAX_VALUE);
        assertThat(SaturatingTime.plus(Long.MIN_VALUE, -DAY_MS)).isEqualTo(Long.MIN_VALUE);
        assertThat(SaturatingTime.between(Long.MIN_VALUE, NOW_MS)).isEqualTo(Long.MAX_VALUE);
        assertThat(SaturatingTime.between(Long.MAX_VALUE, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(SaturatingTime.next(Long.MAX_VALUE, DAY_MS)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1_790_000_000L, NOW_MS + 1, 4_102_444_800_000L, Long.MAX_VALUE})
    void replacesAnImpossibleTimestampByTheReadersClock(long timestampMs) {
        RecordOrigin origin = new RecordOrigin("t", 1, 2, timestampMs).arrivedBy(NOW_MS);

        assertThat(origin).isEqualTo(new RecordOrigin("t", 1, 2, NOW_MS));
        assertThat(origin.notAhead(Long.MAX_VALUE)).isEqualTo(NOW_MS);
    }

    @ParameterizedTest
    @ValueSource(longs = {631_152_000_000L, NOW_MS - DAY_MS, NOW_MS})
    void believesATimestampOfThePast(long timestampMs) {
        RecordOrigin origin = new RecordOrigin("t", 1, 2, timestampMs);

        assertThat(origin.arrivedBy(NOW_MS)).isSameAs(origin);
    }
}
