package io.nacre.training;

import io.nacre.codec.RawTransaction;
import org.jspecify.annotations.Nullable;

/** Makes places of two cells. */
final class PlaceReader {

    private PlaceReader() {}

    static Take<RawTransaction.Point> of(Cells.@Nullable Point point, Header header, String name) {
        if (point == null) {
            return row -> null;
        }
        Take<Double> latitude = header.number(point.latitude(), name + ".latitude");
        Take<Double> longitude = header.number(point.longitude(), name + ".longitude");
        return row -> {
            Double north = latitude.from(row);
            Double east = longitude.from(row);
            return north == null || east == null ? null : new RawTransaction.Point(north, east);
        };
    }
}
