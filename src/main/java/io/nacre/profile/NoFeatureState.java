package io.nacre.profile;

/** The memory of features that need none; nobody keeps it. */
public record NoFeatureState() {
    public static final NoFeatureState NOTHING = new NoFeatureState();

    public static final StateCodec<NoFeatureState> CODEC = StateCodec.first((noFeatureState, out) -> {}, in -> NOTHING);
}
