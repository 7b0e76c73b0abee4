package io.nacre.profile;

/** The memory of features that need none; nobody keeps it. */
public record NoState() {
    public static final NoState NOTHING = new NoState();

    public static final StateCodec<NoState> CODEC = StateCodec.first((noState, out) -> {}, in -> NOTHING);
}
