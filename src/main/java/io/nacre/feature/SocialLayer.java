package io.nacre.feature;

/** Placeholder. */
final class SocialLayer {
    private SocialLayer() {}

    static Layer layer() {
        return Layer.of("social", "to be written");
    }
}
