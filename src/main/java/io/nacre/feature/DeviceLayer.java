package io.nacre.feature;

/** Placeholder. */
final class DeviceLayer {
    private DeviceLayer() {}

    static Layer layer() {
        return Layer.of("device", "to be written");
    }
}
