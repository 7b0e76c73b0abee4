package io.nacre.profile;

/**
 * How much an account pays, and usually paid.
 *
 * @param high payments far above what was usual when they were made
 * @param currencies ISO 4217 codes it paid in
 */
public record Spending(Windows windows, Windows high, Moments moments, Recent recent, Seen currencies) {
    public static final Spending NONE =
            new Spending(Windows.EMPTY, Windows.EMPTY, Moments.NONE, Recent.NONE, Seen.NONE);
}
