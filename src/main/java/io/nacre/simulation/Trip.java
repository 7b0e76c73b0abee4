package io.nacre.simulation;

import org.jspecify.annotations.Nullable;

/** Days abroad: legitimate, but similar to fraud with a stolen card. */
final class Trip {

    /** At most one trip starts in so many days. */
    private static final int EVERY_DAYS = 45;

    private static final int SHORTEST_DAYS = 2;
    private static final int LONGEST_DAYS = 12;
    private static final double CHANCE = 0.12;

    private Trip() {}

    /** The country of a customer on that day; null at home. */
    static @Nullable Country abroad(long seed, Customer customer, int day) {
        int block = day / EVERY_DAYS;
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.TRIP, customer.number(), block);
        if (!seededRandom.chance(CHANCE)) {
            return null;
        }
        int length = SHORTEST_DAYS + seededRandom.below(LONGEST_DAYS - SHORTEST_DAYS + 1);
        int first = block * EVERY_DAYS + seededRandom.below(EVERY_DAYS - length);
        return day >= first && day < first + length ? customer.market().another(seededRandom) : null;
    }
}
