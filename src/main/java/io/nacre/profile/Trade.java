package io.nacre.profile;

/**
 * What a merchant takes, from whom, and the frauds known of it.
 *
 * @param small payments so small that they may only test whether a card works
 */
public record Trade(Crowd crowd, Windows small, Moments moments) {
    public static final Trade NONE = new Trade(Crowd.NONE, Windows.EMPTY, Moments.NONE);
}
