package io.nacre.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EventTimeQuantilesTest {

    @Test
    void findsTheVeryRowWhileTheyAreFew() {
        EventTimeQuantiles eventTimeQuantiles = moments(100_000);

        assertThat(eventTimeQuantiles.firstMs()).isZero();
        assertThat(eventTimeQuantiles.at(0.7)).isEqualTo(70_000);
        assertThat(eventTimeQuantiles.lastMs()).isEqualTo(99_999);
    }

    @Test
    void findsARowNearByWhereTheyAreMany() {
        EventTimeQuantiles eventTimeQuantiles = moments(10_000_000);

        assertThat(eventTimeQuantiles.rows()).isEqualTo(10_000_000);
        assertThat(eventTimeQuantiles.firstMs()).isZero();
        assertThat(eventTimeQuantiles.at(0.7)).isCloseTo(7_000_000L, within(16L));
        assertThat(eventTimeQuantiles.at(0.85)).isCloseTo(8_500_000L, within(16L));
        assertThat(eventTimeQuantiles.lastMs()).isEqualTo(9_999_999);
    }

    private static EventTimeQuantiles moments(int rows) {
        EventTimeQuantiles eventTimeQuantiles = new EventTimeQuantiles();
        for (int i = 0; i < rows; i++) {
            eventTimeQuantiles.add(i);
        }
        return eventTimeQuantiles;
    }
}
