package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MomentsTest {

    @Test
    void findsTheVeryRowWhileTheyAreFew() {
        Moments moments = moments(100_000);

        assertThat(moments.firstMs()).isZero();
        assertThat(moments.at(0.7)).isEqualTo(70_000);
        assertThat(moments.lastMs()).isEqualTo(99_999);
    }

    @Test
    void findsARowNearByWhereTheyAreMany() {
        Moments moments = moments(10_000_000);

        assertThat(moments.rows()).isEqualTo(10_000_000);
        assertThat(moments.firstMs()).isZero();
        assertThat(moments.at(0.7)).isCloseTo(7_000_000L, within(16L));
        assertThat(moments.at(0.85)).isCloseTo(8_500_000L, within(16L));
        assertThat(moments.lastMs()).isEqualTo(9_999_999);
    }

    private static Moments moments(int rows) {
        Moments moments = new Moments();
        for (int i = 0; i < rows; i++) {
            moments.add(i);
        }
        return moments;
    }
}
