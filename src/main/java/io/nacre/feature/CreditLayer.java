package io.nacre.feature;

/** Placeholder. */
final class CreditLayer {
    private CreditLayer() {}

    static Layer layer() {
        return Layer.of("credit", "to be written");
    }
}
