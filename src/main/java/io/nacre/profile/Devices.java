package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Which devices an account uses, and which user agents. */
public record Devices(Seen devices, Seen agents) {
    public static final Devices NONE = new Devices(Seen.NONE, Seen.NONE);

    public static final Codec<Devices> CODEC = new Codec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Devices memory, DataOutput out) throws IOException {
            memory.devices.write(out);
            memory.agents.write(out);
        }

        /** Version 1 was the devices alone. */
        @Override
        public Devices read(int version, DataInput in) throws IOException {
            return new Devices(Seen.read(in), version == 1 ? Seen.NONE : Seen.read(in));
        }
    };
}
