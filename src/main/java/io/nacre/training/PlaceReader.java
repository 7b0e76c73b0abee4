package io.nacre.training;

import io.nacre.payment.Place;
import org.jspecify.annotations.Nullable;

/** Makes places of two cells. */
final class PlaceReader {

    private PlaceReader() {}

    static Take<Place> of(Cells.@Nullable Point point, Header header, String name) {
        if (point == null) {
            return row -> null;
        }
        Take<Double> latitude = header.number(point.latitude(), name + ".latitude");
        Take<Double> longitude = header.number(point.longitude(), name + ".longitude");
        return row -> {
            Double north = latitude.from(row);
            Double east = longitude.from(row);
            if (north == null || east == null) {
                return null;
            }
            if (!Place.isPossible(north, east)) {
                throw new BadRowException(
                        name, north + ", " + east + " is not on the globe; correct it, or give the columns a scale");
            }
            return new Place(north, east);
        };
    }
}
