package io.nacre.feature;

/** Placeholder. */
final class MerchantLayer {
    private MerchantLayer() {}

    static Layer layer() {
        return Layer.of("merchant", "to be written");
    }
}
