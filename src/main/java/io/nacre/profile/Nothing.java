package io.nacre.profile;

/** The memory of features that need none. */
public record Nothing() {
    public static final Nothing NOTHING = new Nothing();
}
