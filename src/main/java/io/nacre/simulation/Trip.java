package io.nacre.simulation;

import org.jspecify.annotations.Nullable;

/** Days abroad: lawful, and to a machine not unlike a stolen card. */
final class Trip {

    /** At most one trip begins in so many days. */
    private static final int EVERY_DAYS = 45;

    private static final int SHORTEST_DAYS = 2;
    private static final int LONGEST_DAYS = 12;
    private static final double CHANCE = 0.12;

    private Trip() {}

    /** Where a person is on that day; null at home. */
    static @Nullable Market abroad(long seed, Holder holder, int day) {
        int block = day / EVERY_DAYS;
        Dice dice = Dice.of(seed, Dice.Purpose.TRIP, holder.number(), block);
        if (!dice.chance(CHANCE)) {
            return null;
        }
        int length = SHORTEST_DAYS + dice.below(LONGEST_DAYS - SHORTEST_DAYS + 1);
        int first = block * EVERY_DAYS + dice.below(EVERY_DAYS - length);
        return day >= first && day < first + length ? holder.market().another(dice) : null;
    }
}
