package io.nacre.payment;

/**
 * A point on the Earth, in degrees.
 *
 * @param latitude -90 (south) to 90
 * @param longitude -180 (west) to 180
 */
public record GeoPoint(double latitude, double longitude) {

    /** Mean radius of the Earth, km (IUGG). */
    private static final double EARTH_RADIUS_KM = 6371.0088;

    public GeoPoint {
        if (!isPossible(latitude, longitude)) {
            throw new IllegalArgumentException("no such place: " + latitude + ", " + longitude);
        }
    }

    /** False for anything outside the globe, NaN included. */
    public static boolean isPossible(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }

    /**
     * Whether this only stands for a place that is not known. Who cannot locate something often writes 0, 0, a point in
     * the sea, or whole degrees, about the middle of a country; what was really measured is almost never both.
     */
    public boolean isPlaceholder() {
        return latitude == Math.rint(latitude) && longitude == Math.rint(longitude);
    }

    /** Great-circle distance by the haversine formula, km. */
    public double distanceKm(GeoPoint other) {
        double half = haversine(other.latitude - latitude)
                + StrictMath.cos(StrictMath.toRadians(latitude))
                        * StrictMath.cos(StrictMath.toRadians(other.latitude))
                        * haversine(other.longitude - longitude);
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.sqrt(Math.min(1, half)));
    }

    private static double haversine(double degrees) {
        double sine = StrictMath.sin(StrictMath.toRadians(degrees) / 2);
        return sine * sine;
    }
}
