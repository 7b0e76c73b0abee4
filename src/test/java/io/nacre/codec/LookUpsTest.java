package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookUpsTest {

    private static final long PAUSE_NS = LookUps.PAUSE.toNanos();

    private final LookUps lookUps = new LookUps();

    @Test
    void looksUpEveryIdWhileTheyAreFound() {
        for (int id = 1; id <= 100; id++) {
            assertThat(lookUps.next(id, 0)).isEqualTo(id);
        }
    }

    @Test
    void pausesAfterALookUpThatFoundNothing() {
        assertThat(lookUps.next(1, 0)).isEqualTo(1);
        lookUps.foundNothing(5);

        assertThat(lookUps.next(2, 5 + PAUSE_NS - 1)).isNull();
        assertThat(lookUps.next(2, 5 + PAUSE_NS)).isEqualTo(2);
    }

    @Test
    void findsARealIdInAFloodOfMadeUpOnesByItsRecords() {
        lookUps.foundNothing(0);
        for (int i = 0; i < 50_000; i++) {
            assertThat(lookUps.next(1_000_000 + i, 1)).isNull();
            if (i % 100 == 0) {
                assertThat(lookUps.next(7, 1)).isNull();
            }
        }

        assertThat(lookUps.next(999, PAUSE_NS)).isEqualTo(7);
    }

    @Test
    void forgetsWhatNoLongerComes() {
        lookUps.foundNothing(0);
        lookUps.next(1, 0);
        lookUps.next(1, 0);

        assertThat(lookUps.next(2, LookUps.FORGOTTEN_AFTER.toNanos() + 1)).isEqualTo(2);
    }
}
