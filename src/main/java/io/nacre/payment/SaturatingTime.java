package io.nacre.payment;

/** Sums and differences of times, ms since 1970, that never overflow: they end at the last moment a long can name. */
public final class SaturatingTime {

    private SaturatingTime() {}

    /** So long after a moment. */
    public static long plus(long atMs, long spanMs) {
        long sum = atMs + spanMs;
        boolean overflow = ((atMs ^ sum) & (spanMs ^ sum)) < 0;
        return overflow ? last(atMs) : sum;
    }

    /** How long one moment lies before another. */
    public static long between(long fromMs, long toMs) {
        long difference = toMs - fromMs;
        boolean overflow = ((toMs ^ fromMs) & (toMs ^ difference)) < 0;
        return overflow ? last(toMs) : difference;
    }

    /** The first moment of the next whole unit: the next day, hour or other span. */
    public static long next(long atMs, long unitMs) {
        return plus(Math.floorDiv(atMs, unitMs) * unitMs, unitMs);
    }

    private static long last(long signMs) {
        return signMs < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
