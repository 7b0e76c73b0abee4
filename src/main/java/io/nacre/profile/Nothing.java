package io.nacre.profile;

/** The memory of features that need none; nobody keeps it. */
public record Nothing() {
    public static final Nothing NOTHING = new Nothing();

    public static final Codec<Nothing> CODEC = Codec.first((nothing, out) -> {}, in -> NOTHING);
}
