package io.nacre.codec.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaLookupLimiterTest {

    private static final long PAUSE_NS = SchemaLookupLimiter.PAUSE.toNanos();

    private final SchemaLookupLimiter schemaLookupLimiter = new SchemaLookupLimiter();

    @Test
    void looksUpEveryIdWhileTheyAreFound() {
        for (int id = 1; id <= 100; id++) {
            assertThat(schemaLookupLimiter.next(id, 0)).isEqualTo(id);
        }
    }

    @Test
    void pausesAfterALookUpThatFoundNothing() {
        assertThat(schemaLookupLimiter.next(1, 0)).isEqualTo(1);
        schemaLookupLimiter.foundNothing(5);

        assertThat(schemaLookupLimiter.next(2, 5 + PAUSE_NS - 1)).isNull();
        assertThat(schemaLookupLimiter.next(2, 5 + PAUSE_NS)).isEqualTo(2);
    }

    @Test
    void findsARealIdInAFloodOfMadeUpOnesByItsRecords() {
        schemaLookupLimiter.foundNothing(0);
        for (int i = 0; i < 50_000; i++) {
            assertThat(schemaLookupLimiter.next(1_000_000 + i, 1)).isNull();
            if (i % 100 == 0) {
                assertThat(schemaLookupLimiter.next(7, 1)).isNull();
            }
        }

        assertThat(schemaLookupLimiter.next(999, PAUSE_NS)).isEqualTo(7);
    }

    @Test
    void removesInactiveIds() {
        schemaLookupLimiter.foundNothing(0);
        schemaLookupLimiter.next(1, 0);
        schemaLookupLimiter.next(1, 0);

        assertThat(schemaLookupLimiter.next(2, SchemaLookupLimiter.EXPIRES_AFTER.toNanos() + 1))
                .isEqualTo(2);
    }
}
