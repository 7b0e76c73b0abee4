package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Millis;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void momentsGiveMeanDeviationAndMaximum() {
        RunningMoments runningMoments = RunningMoments.NONE.plus(2).plus(4).plus(9);

        assertThat(runningMoments.mean()).isCloseTo(5, within(1e-12));
        assertThat(runningMoments.deviation()).isCloseTo(Math.sqrt(13), within(1e-12));
        assertThat(runningMoments.max()).isEqualTo(9);
    }

    @Test
    void recentAmountsUseOnlyTheNewestValues() {
        RecentAmounts recentAmounts = RecentAmounts.NONE;
        for (int i = 1; i <= RecentAmounts.CAPACITY + 10; i++) {
            recentAmounts = recentAmounts.plus(i);
        }

        assertThat(recentAmounts.size()).isEqualTo(RecentAmounts.CAPACITY);
        assertThat(recentAmounts.quantile(0)).isEqualTo(11);
        assertThat(recentAmounts.quantile(0.5)).isEqualTo(26);
        assertThat(recentAmounts.quantile(1)).isEqualTo(42);
    }

    @Test
    void recentCountsARisingRun() {
        RecentAmounts recentAmounts =
                RecentAmounts.NONE.plus(50).plus(1).plus(2).plus(5);

        assertThat(recentAmounts.risingRun(9)).isEqualTo(3);
        assertThat(recentAmounts.risingRun(5)).isZero();
    }

    @Test
    void evictsTheLeastRecentValueWhenFull() {
        RecentValues recentValues = RecentValues.NONE
                .plus("a", 1, 2)
                .plus("b", 2, 2)
                .plus("a", 3, 2)
                .plus("c", 4, 2);

        assertThat(recentValues.has("a")).isTrue();
        assertThat(recentValues.has("b")).isFalse();
        assertThat(recentValues.count("a")).isEqualTo(2);
        assertThat(recentValues.firstMs("a")).isEqualTo(1);
        assertThat(recentValues.lastMs("a")).isEqualTo(3);
        assertThat(recentValues.firstMs("b")).isEqualTo(-1);
        assertThat(recentValues.distinct(4, 1)).isEqualTo(2);
        assertThat(recentValues.distinct(4, 0)).isEqualTo(1);
    }

    @Test
    void hoursMatchTheUsualTimeOfDayAcrossMidnight() {
        HourOfDayHistogram hourOfDayHistogram = HourOfDayHistogram.NONE;
        for (int day = 0; day < 30; day++) {
            hourOfDayHistogram = hourOfDayHistogram.plus(day * Millis.DAY_MS + 23 * Millis.HOUR_MS);
        }

        assertThat(hourOfDayHistogram.share(30 * Millis.DAY_MS)).isCloseTo(1, within(1e-9));
        assertThat(hourOfDayHistogram.share(30 * Millis.DAY_MS + 12 * Millis.HOUR_MS))
                .isZero();
    }

    @Test
    void whereaboutsFollowTheNewestPlaceAndAverageTheUsualOneAcrossTheDateLine() {
        LastLocation fiji =
                LastLocation.UNKNOWN.plus(new GeoPoint(-18, 179), 10).plus(new GeoPoint(-18, -179), 20);

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
