package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The IP networks of an account (an IPv4 address or an IPv6 /64), their countries, and their operators.
 *
 * @param operators autonomous system numbers
 */
public record IpNetworkStats(RecentValues networks, RecentValues countries, RecentValues operators) {
    public static final IpNetworkStats NONE =
            new IpNetworkStats(RecentValues.NONE, RecentValues.NONE, RecentValues.NONE);

    public static final StateCodec<IpNetworkStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(IpNetworkStats memory, DataOutput out) throws IOException {
            memory.networks.write(out);
            memory.countries.write(out);
            memory.operators.write(out);
        }

        /** Version 1 had no operators. */
        @Override
        public IpNetworkStats read(int version, DataInput in) throws IOException {
            return new IpNetworkStats(
                    RecentValues.read(in),
                    RecentValues.read(in),
                    version == 1 ? RecentValues.NONE : RecentValues.read(in));
        }
    };
}
