package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonIntervalTest {

    /** 8 of 10, computed by hand. */
    @Test
    void matchesTheKnownInterval() {
        WilsonInterval interval = WilsonInterval.of(0.8, 10);

        assertThat(interval.lower()).isCloseTo(0.4902, within(1e-4));
        assertThat(interval.upper()).isCloseTo(0.9433, within(1e-4));
    }

    /** Without a failure, the lower limit is n / (n + z²). */
    @Test
    void staysWithinZeroAndOne() {
        assertThat(WilsonInterval.of(1, 5).upper()).isEqualTo(1);
        assertThat(WilsonInterval.of(1, 5).lower()).isCloseTo(5 / (5 + 1.959964 * 1.959964), within(1e-6));
        assertThat(WilsonInterval.of(0, 5).lower()).isEqualTo(0);
    }

    @Test
    void hasNoIntervalWithoutObservations() {
        assertThatThrownBy(() -> WilsonInterval.of(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WilsonInterval.of(Double.NaN, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
