package io.nacre.reference;

import io.nacre.payment.GeoPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The countries of ISO 3166-1, each with a default location. */
public final class Countries {

    private static final Map<String, GeoPoint> PLACES = places();

    private static final List<String> CODES = PLACES.keySet().stream().sorted().toList();

    private Countries() {}

    /** All assigned alpha-2 codes, in order. */
    public static List<String> codes() {
        return CODES;
    }

    /** Whether this is an assigned upper-case alpha-2 code. */
    public static boolean isKnown(String code) {
        return PLACES.containsKey(code);
    }

    /** The country's default location, or null for an unknown code. */
    public static @Nullable GeoPoint locationOf(String code) {
        return PLACES.get(code);
    }

    private static Map<String, GeoPoint> places() {
        Map<String, GeoPoint> places = new HashMap<>();
        for (String[] row : ResourceTable.rows("countries.csv", 3)) {
            places.put(row[0], new GeoPoint(Double.parseDouble(row[1]), Double.parseDouble(row[2])));
        }
        return Map.copyOf(places);
    }
}
