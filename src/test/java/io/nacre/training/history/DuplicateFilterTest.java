package io.nacre.training.history;

import static io.nacre.feature.Payments.payment;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DuplicateFilterTest {

    private static final long DAY_MS = 24 * 3600 * 1000L;

    private final DuplicateFilter duplicateFilter = new DuplicateFilter();

    @Test
    void recognisesARepeatForTheTimeOfADispute() {
        duplicateFilter.add(payment("t", "a", 0));

        assertThat(duplicateFilter.add(payment("t", "a", 120 * DAY_MS))).isFalse();
    }

    @Test
    void acceptsAnIdAgainAfterTheDisputePeriod() {
        duplicateFilter.add(payment("t", "a", 0));

        assertThat(duplicateFilter.add(payment("t", "a", 122 * DAY_MS))).isTrue();
        assertThat(duplicateFilter.add(payment("t", "a", 123 * DAY_MS))).isFalse();
    }

    @Test
    void distinguishesEqualIdsOfTwoAccounts() {
        duplicateFilter.add(payment("t", "a", 0));

        assertThat(duplicateFilter.add(payment("t", "b", 0))).isTrue();
    }

    @Test
    void recognisesEveryRepeatAmongMany() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(duplicateFilter.add(payment("t" + i, "a", i))).isTrue();
        }

        for (int i = 0; i < 100_000; i++) {
            assertThat(duplicateFilter.add(payment("t" + i, "a", i))).isFalse();
        }
    }

    @Test
    void needsNoMoreRoomHoweverLongItGoesOn() {
        for (int i = 0; i < 1_000_000; i++) {
            duplicateFilter.add(payment("t" + i, "a", i * DAY_MS / 10));
        }

        assertThat(duplicateFilter.slots()).isLessThanOrEqualTo(4096);
    }
}
