package io.nacre.training.metrics;

/** Checks option values against their ranges. */
public final class OptionBounds {

    private OptionBounds() {}

    /**
     * Requires that a value is in its range.
     *
     * @param range in words, such as "0 to 1"
     * @throws IllegalArgumentException if the value is out of range; the message names the option and its range
     */
    public static void require(boolean fits, String name, double value, String range) {
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be " + range);
        }
    }
}
