package io.nacre.feature;

/** Placeholder. */
final class TimeLayer {
    private TimeLayer() {}

    static Layer layer() {
        return Layer.of("time", "to be written");
    }
}
