package io.nacre.profile;

/**
 * When an account pays, and the frauds known of it.
 *
 * @param firstMs when it was first met, ms since 1970; 0 before
 * @param gaps hours between payments
 */
public record Rhythm(long count, long firstMs, long lastMs, Moments gaps, Hours hours, Windows recent, Windows frauds) {
    public static final Rhythm NONE = new Rhythm(0, 0, 0, Moments.NONE, Hours.NONE, Windows.EMPTY, Windows.EMPTY);
}
