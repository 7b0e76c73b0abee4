package io.nacre.simulation;

import java.util.SplittableRandom;

/**
 * A reproducible random generator. Each part of the world has its own generator, identified by numbers. So the draws of
 * one part do not change another, and a longer world starts like a shorter one.
 */
final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

    /** Above this the product loses precision, so the sum of two halves is drawn. */
    private static final double MAX_POISSON = 100;

    private final SplittableRandom random;

    private SeededRandom(long seed) {
        random = new SplittableRandom(seed);
    }

    static SeededRandom of(long seed, Purpose purpose, long... names) {
        long mixed = mix(seed + GOLDEN_GAMMA * purpose.name().hashCode());
        for (long name : names) {
            mixed = mix(mixed + GOLDEN_GAMMA * (name + 1));
        }
        return new SeededRandom(mixed);
    }

    /** The purposes of generators. Never rename them: the names are part of every seed. */
    enum Purpose {
        SHOP,
        HOLDER,
        DAY,
        TRIP,
        DEVICE,
        HOME_ADDRESS,
        CRIME,
        SIGNUP,
        LIFECYCLE
    }

    double uniform() {
        return random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** A number from 0 to bound - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long bits() {
        return random.nextLong();
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** A normal deviate by the Box-Muller method. */
    double gaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** A Poisson deviate by Knuth's product of uniforms. */
    int poisson(double expected) {
        if (expected > MAX_POISSON) {
            return poisson(expected / 2) + poisson(expected / 2);
        }
        double limit = StrictMath.exp(-expected);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** A random index, in proportion to the weights. */
    int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = uniform() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }
}
