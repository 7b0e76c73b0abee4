package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where an account's payments come from: networks (an IPv4 address or an IPv6 /64), their countries, and who operates
 * them.
 *
 * @param operators numbers of autonomous systems
 */
public record Sources(Seen networks, Seen countries, Seen operators) {
    public static final Sources NONE = new Sources(Seen.NONE, Seen.NONE, Seen.NONE);

    public static final Codec<Sources> CODEC = new Codec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Sources memory, DataOutput out) throws IOException {
            memory.networks.write(out);
            memory.countries.write(out);
            memory.operators.write(out);
        }

        /** Version 1 knew no operators. */
        @Override
        public Sources read(int version, DataInput in) throws IOException {
            return new Sources(Seen.read(in), Seen.read(in), version == 1 ? Seen.NONE : Seen.read(in));
        }
    };
}
