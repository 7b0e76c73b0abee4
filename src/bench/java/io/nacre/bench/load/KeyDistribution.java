package io.nacre.bench.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** The distribution of payments over accounts. */
public enum KeyDistribution {
    /** All equally often. Defeats every cache, so it shows the full cost of memory access. */
    UNIFORM,
    /** The n-th account pays n to the power of 1.1 times less often than the first. */
    ZIPF;

    private static final double EXPONENT = 1.1;

    /** Draws a number from 0 to {@code count} - 1. */
    @FunctionalInterface
    interface Urn {
        int draw(SplittableRandom random);
    }

    Urn urn(int count) {
        if (this == UNIFORM) {
            return random -> random.nextInt(count);
        }
        double[] upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.pow(i + 1.0, -EXPONENT);
            upTo[i] = sum;
        }
        return random -> {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[count - 1]);
            return Math.min(count - 1, found >= 0 ? found : -found - 1);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
