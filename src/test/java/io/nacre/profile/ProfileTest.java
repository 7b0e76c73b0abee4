package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.payment.GeoPoint;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void momentsGiveMeanDeviationAndMaximum() {
        Moments moments = Moments.NONE.plus(2).plus(4).plus(9);

        assertThat(moments.mean()).isCloseTo(5, within(1e-12));
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(13), within(1e-12));
        assertThat(moments.max()).isEqualTo(9);
    }

    @Test
    void recentKnowsQuantilesOfTheNewestValuesOnly() {
        Recent recent = Recent.NONE;
        for (int i = 1; i <= Recent.CAPACITY + 10; i++) {
            recent = recent.plus(i);
        }

        assertThat(recent.size()).isEqualTo(Recent.CAPACITY);
        assertThat(recent.quantile(0)).isEqualTo(11);
        assertThat(recent.quantile(0.5)).isEqualTo(26);
        assertThat(recent.quantile(1)).isEqualTo(42);
    }

    @Test
    void recentCountsARisingRun() {
        Recent recent = Recent.NONE.plus(50).plus(1).plus(2).plus(5);

        assertThat(recent.risingRun(9)).isEqualTo(3);
        assertThat(recent.risingRun(5)).isZero();
    }

    @Test
    void seenForgetsTheStalestWhenFull() {
        Seen seen = Seen.NONE.plus("a", 1, 2).plus("b", 2, 2).plus("a", 3, 2).plus("c", 4, 2);

        assertThat(seen.has("a")).isTrue();
        assertThat(seen.has("b")).isFalse();
        assertThat(seen.count("a")).isEqualTo(2);
        assertThat(seen.firstMs("a")).isEqualTo(1);
        assertThat(seen.lastMs("a")).isEqualTo(3);
        assertThat(seen.firstMs("b")).isEqualTo(-1);
        assertThat(seen.distinct(4, 1)).isEqualTo(2);
        assertThat(seen.distinct(4, 0)).isEqualTo(1);
    }

    @Test
    void hoursKnowTheUsualTimeOfDayAcrossMidnight() {
        Hours hours = Hours.NONE;
        for (int day = 0; day < 30; day++) {
            hours = hours.plus(day * Windows.DAY_MS + 23 * Windows.HOUR_MS);
        }

        assertThat(hours.share(30 * Windows.DAY_MS)).isCloseTo(1, within(1e-9));
        assertThat(hours.share(30 * Windows.DAY_MS + 12 * Windows.HOUR_MS)).isZero();
    }

    @Test
    void whereaboutsFollowTheNewestPlaceAndAverageTheUsualOneAcrossTheDateLine() {
        Whereabouts fiji = Whereabouts.UNKNOWN.plus(new GeoPoint(-18, 179), 10).plus(new GeoPoint(-18, -179), 20);

        assertThat(fiji.last()).isEqualTo(new GeoPoint(-18, -179));
        assertThat(fiji.usual()).isNotNull();
        assertThat(fiji.usual().distanceKm(new GeoPoint(-18, 180))).isLessThan(1);
        assertThat(fiji.plus(new GeoPoint(0, 0), 15)).isSameAs(fiji);
    }

    @Test
    void distanceIsThatOfTheGreatCircle() {
        GeoPoint amsterdam = new GeoPoint(52.3676, 4.9041);
        GeoPoint bucharest = new GeoPoint(44.4268, 26.1025);

        assertThat(amsterdam.distanceKm(bucharest)).isCloseTo(1_786, within(3.0));
        assertThat(amsterdam.distanceKm(amsterdam)).isZero();
        assertThat(new GeoPoint(0, 0).distanceKm(new GeoPoint(0, 180))).isCloseTo(20_015, within(1.0));
    }
}
