package io.nacre.rules;

/**
 * The 95 % interval of a share, by Wilson's score method (1927). It stays within 0 and 1, and is usable for few
 * observations.
 */
public record WilsonInterval(double lower, double upper) {

    /** The quantile of the normal distribution that leaves 2.5 % on each side. */
    private static final double Z = 1.959963984540054;

    /**
     * Computes the interval.
     *
     * @param share the observed share, 0 to 1
     * @param observations above 0; the effective number if they are weighted
     */
    public static WilsonInterval of(double share, double observations) {
        if (!(share >= 0 && share <= 1 && observations > 0)) {
            throw new IllegalArgumentException("a share of " + share + " of " + observations + " has no interval");
        }
        double z2 = Z * Z / observations;
        double center = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / observations + z2 / (4 * observations));
        return new WilsonInterval(Math.max(0, center - half), Math.min(1, center + half));
    }
}
