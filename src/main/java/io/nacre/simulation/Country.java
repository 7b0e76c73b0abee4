package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import io.nacre.reference.Countries;
import java.util.List;
import java.util.Objects;

/** A country of the simulated world. Accounts are in countries with customers; travellers and fraudsters reach all. */
enum Country {
    DE(0, "EUR", 1, 0.26),
    FR(1, "EUR", 1, 0.18),
    GB(2, "GBP", 0.85, 0.16),
    ES(3, "EUR", 1, 0.10),
    IT(4, "EUR", 1, 0.10),
    NL(5, "EUR", 1, 0.08),
    US(6, "USD", 1.1, 0.12),
    PT(7, "EUR", 1, 0),
    RO(8, "EUR", 1, 0),
    TR(9, "EUR", 1, 0),
    TH(10, "USD", 1, 0),
    BR(11, "USD", 1, 0),
    NG(12, "USD", 1, 0),
    HK(13, "USD", 1, 0);

    static final List<Country> ALL = List.of(values());

    private static final int TOWNS = 4;
    private static final double COUNTRY_SPREAD_DEGREES = 1.6;
    private static final double TOWN_SPREAD_DEGREES = 0.08;

    private final int number;
    private final String currency;
    private final double priceLevel;
    private final double customers;

    /**
     * Creates a country.
     *
     * @param number unique and constant: part of its IP addresses
     * @param customers share of all accounts
     */
    Country(int number, String currency, double priceLevel, double customers) {
        this.number = number;
        this.currency = currency;
        this.priceLevel = priceLevel;
        this.customers = customers;
    }

    /** The home country of a new customer. */
    static Country ofCustomer(SeededRandom seededRandom) {
        Country[] markets = values();
        double[] weights = new double[markets.length];
        for (int i = 0; i < markets.length; i++) {
            weights[i] = markets[i].customers;
        }
        return markets[seededRandom.weighted(weights)];
    }

    static Country any(SeededRandom seededRandom) {
        return ALL.get(seededRandom.below(ALL.size()));
    }

    Country another(SeededRandom seededRandom) {
        Country other = any(seededRandom);
        while (other == this) {
            other = any(seededRandom);
        }
        return other;
    }

    /** The second number of the country's IP addresses. */
    int number() {
        return number;
    }

    String currency() {
        return currency;
    }

    double priceLevel() {
        return priceLevel;
    }

    GeoPoint centre() {
        return Objects.requireNonNull(Countries.locationOf(name()));
    }

    /** A location in one of the country's towns. */
    GeoPoint locationInTown(long seed, SeededRandom seededRandom) {
        int town = seededRandom.below(TOWNS);
        SeededRandom lie = SeededRandom.of(seed, SeededRandom.Purpose.SHOP, -1, number, town);
        double latitude = centre().latitude() + COUNTRY_SPREAD_DEGREES * lie.between(-1, 1);
        double longitude = centre().longitude() + COUNTRY_SPREAD_DEGREES * lie.between(-1, 1);
        return near(new GeoPoint(latitude, longitude), TOWN_SPREAD_DEGREES, seededRandom);
    }

    /** Rounded to a ten-thousandth of a degree, about 11 m. */
    static GeoPoint near(GeoPoint place, double spreadDegrees, SeededRandom seededRandom) {
        return new GeoPoint(
                rounded(place.latitude() + spreadDegrees * seededRandom.gaussian()),
                rounded(place.longitude() + spreadDegrees * seededRandom.gaussian()));
    }

    /** Milliseconds from UTC to solar time. */
    long solarOffsetMs() {
        return (long) (centre().longitude() / 15 * 3_600_000);
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 10_000) / 10_000.0;
    }
}
