package io.nacre.feature;

/** Placeholder. */
final class AmountLayer {
    private AmountLayer() {}

    static Layer layer() {
        return Layer.of("amount", "to be written");
    }
}
