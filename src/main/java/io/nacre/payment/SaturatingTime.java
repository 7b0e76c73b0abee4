package io.nacre.payment;

/** Adds and subtracts times in ms since 1970 without overflow: results are limited to the range of a long. */
public final class SaturatingTime {

    private SaturatingTime() {}

    /** The time so many ms later. */
    public static long plus(long atMs, long spanMs) {
        long sum = atMs + spanMs;
        boolean overflow = ((atMs ^ sum) & (spanMs ^ sum)) < 0;
        return overflow ? last(atMs) : sum;
    }

    /** The span from one time to another. */
    public static long between(long fromMs, long toMs) {
        long difference = toMs - fromMs;
        boolean overflow = ((toMs ^ fromMs) & (toMs ^ difference)) < 0;
        return overflow ? last(toMs) : difference;
    }

    /** The start of the next whole unit, such as the next day or hour. */
    public static long next(long atMs, long unitMs) {
        return plus(Math.floorDiv(atMs, unitMs) * unitMs, unitMs);
    }

    private static long last(long signMs) {
        return signMs < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
