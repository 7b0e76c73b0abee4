package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;
import static io.nacre.payment.Millis.HOUR_MS;

import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import java.util.List;

/** Hour and weekday in UTC, as points on a circle. */
public final class TimeLayer {

    private static final long WEEK_MS = 7 * DAY_MS;

    /** The offset of Mondays: 1 January 1970 was a Thursday, three days after a Monday. */
    private static final long MONDAY_MS = -3 * DAY_MS;

    private TimeLayer() {}

    static Layer layer() {
        return Layer.of(
                "time",
                "hour and weekday in UTC, as points on a circle",
                new StatelessFeatures(List.of(
                        Feature.of(
                                "hour_sin",
                                "time of day",
                                FeatureUnit.TIME_OF_DAY,
                                (tx, f, b) -> StrictMath.sin(angle(tx.eventTimeMs(), DAY_MS))),
                        Feature.of(
                                "hour_cos",
                                "time of day",
                                FeatureUnit.TIME_OF_DAY,
                                (tx, f, b) -> StrictMath.cos(angle(tx.eventTimeMs(), DAY_MS))),
                        Feature.of(
                                "week_sin",
                                "weekday",
                                FeatureUnit.WEEKDAY,
                                (tx, f, b) -> StrictMath.sin(angle(tx.eventTimeMs(), WEEK_MS))),
                        Feature.of(
                                "week_cos",
                                "weekday",
                                FeatureUnit.WEEKDAY,
                                (tx, f, b) -> StrictMath.cos(angle(tx.eventTimeMs(), WEEK_MS))),
                        Feature.of(
                                "weekend",
                                "on Saturday or Sunday (UTC)",
                                FeatureUnit.FLAG,
                                (tx, f, b) -> FeatureScale.flag(weekday(tx.eventTimeMs()) >= 5)),
                        Feature.of(
                                "night",
                                "between 22:00 and 06:00 (UTC)",
                                FeatureUnit.FLAG,
                                (tx, f, b) -> FeatureScale.flag(
                                        hour(tx.eventTimeMs()) >= 22 || hour(tx.eventTimeMs()) < 6)))));
    }

    private static double angle(long atMs, long periodMs) {
        return 2 * Math.PI * Math.floorMod(atMs - MONDAY_MS, periodMs) / periodMs;
    }

    /** The position of a time in its day or week, 0 to 1. */
    public static double turn(long atMs, long periodMs) {
        return Math.floorMod(atMs - MONDAY_MS, periodMs) / (double) periodMs;
    }

    private static int hour(long atMs) {
        return (int) (Math.floorMod(atMs, DAY_MS) / HOUR_MS);
    }

    /** 0 is Monday. */
    private static int weekday(long atMs) {
        return (int) (Math.floorMod(atMs - MONDAY_MS, WEEK_MS) / DAY_MS);
    }
}
