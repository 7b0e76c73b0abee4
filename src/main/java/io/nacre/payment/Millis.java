package io.nacre.payment;

/** Lengths of time in milliseconds. */
public final class Millis {

    public static final long MINUTE_MS = 60_000;
    public static final long HOUR_MS = 60 * MINUTE_MS;
    public static final long DAY_MS = 24 * HOUR_MS;

    private Millis() {}
}
