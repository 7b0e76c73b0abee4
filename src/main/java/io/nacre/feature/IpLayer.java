package io.nacre.feature;

/** Placeholder. */
final class IpLayer {
    private IpLayer() {}

    static Layer layer() {
        return Layer.of("ip", "to be written");
    }
}
