package io.nacre.feature;

/** What the payer holds in hand: whether the account ever used it, and who else does. */
final class DeviceLayer {

    private static final int DEVICES = 16;

    private DeviceLayer() {}

    static Layer layer() {
        return Layer.of(
                "device",
                "the device: whether the account ever used it, who else does",
                new SeenMemory(Key.DEVICE, DEVICES),
                new CrowdMemory(Key.DEVICE));
    }
}
