package io.nacre.profile;

/** Which merchants, categories and channels an account uses. */
public record Shopping(Seen merchants, Seen categories, Seen channels) {
    public static final Shopping NONE = new Shopping(Seen.NONE, Seen.NONE, Seen.NONE);
}
