package io.nacre.training.csv;

import io.nacre.codec.mapping.UnvalidatedTransaction;
import org.jspecify.annotations.Nullable;

/** Reads a location from two cells. */
final class GeoPointReader {

    private GeoPointReader() {}

    static CellReader<UnvalidatedTransaction.Point> of(
            ColumnSpec.@Nullable Point point, CsvColumns csvColumns, String name) {
        if (point == null) {
            return row -> null;
        }
        CellReader<Double> latitude = csvColumns.number(point.latitude(), name + ".latitude");
        CellReader<Double> longitude = csvColumns.number(point.longitude(), name + ".longitude");
        return row -> {
            Double north = latitude.from(row);
            Double east = longitude.from(row);
            return north == null || east == null ? null : new UnvalidatedTransaction.Point(north, east);
        };
    }
}
