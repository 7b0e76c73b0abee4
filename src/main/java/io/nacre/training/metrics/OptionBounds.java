package io.nacre.training.metrics;

/** Refuses option values outside their range, in one way. */
public final class OptionBounds {

    private OptionBounds() {}

    /**
     * Requires that a value fits.
     *
     * @param range in words, such as "0 to 1"
     * @throws IllegalArgumentException unless the value fits; the message names it and its range
     */
    public static void require(boolean fits, String name, double value, String range) {
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be " + range);
        }
    }
}
