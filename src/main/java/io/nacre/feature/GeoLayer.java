package io.nacre.feature;

/** Placeholder. */
final class GeoLayer {
    private GeoLayer() {}

    static Layer layer() {
        return Layer.of("geo", "to be written");
    }
}
