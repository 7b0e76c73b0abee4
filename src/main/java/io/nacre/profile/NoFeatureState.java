package io.nacre.profile;

/** The empty state of stateless features; it is never stored. */
public record NoFeatureState() {
    public static final NoFeatureState NOTHING = new NoFeatureState();

    public static final StateCodec<NoFeatureState> CODEC = StateCodec.first((noFeatureState, out) -> {}, in -> NOTHING);
}
