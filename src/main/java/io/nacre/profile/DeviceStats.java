package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The devices and user agents of an account. */
public record DeviceStats(RecentValues devices, RecentValues agents) {
    public static final DeviceStats NONE = new DeviceStats(RecentValues.NONE, RecentValues.NONE);

    public static final StateCodec<DeviceStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(DeviceStats memory, DataOutput out) throws IOException {
            memory.devices.write(out);
            memory.agents.write(out);
        }

        /** Version 1 had only the devices. */
        @Override
        public DeviceStats read(int version, DataInput in) throws IOException {
            return new DeviceStats(RecentValues.read(in), version == 1 ? RecentValues.NONE : RecentValues.read(in));
        }
    };
}
