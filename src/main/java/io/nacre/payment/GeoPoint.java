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
            throw new IllegalArgumentException("the coordinates are out of range: " + latitude + ", " + longitude);
        }
    }

    /** False for anything outside the globe, NaN included. */
    public static boolean isPossible(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }

    /**
     * Whether the point is a placeholder for an unknown location. Systems that cannot locate a payment often write 0, 0
     * (in the sea) or whole degrees near the middle of a country. A measured location almost never has whole degrees.
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
