package io.nacre.feature;

/** Placeholder. */
final class HistoryLayer {
    private HistoryLayer() {}

    static Layer layer() {
        return Layer.of("history", "to be written");
    }
}
