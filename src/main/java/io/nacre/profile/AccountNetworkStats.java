package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The IP networks of an account (an IPv4 address or an IPv6 /64), their countries, and their operators.
 *
 * @param operators autonomous system numbers
 */
public record AccountNetworkStats(RecentValues networks, RecentValues countries, RecentValues operators) {
    public static final AccountNetworkStats NONE =
            new AccountNetworkStats(RecentValues.NONE, RecentValues.NONE, RecentValues.NONE);

    public static final StateCodec<AccountNetworkStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(AccountNetworkStats memory, DataOutput out) throws IOException {
            memory.networks.write(out);
            memory.countries.write(out);
            memory.operators.write(out);
        }

        /** Version 1 had no operators. */
        @Override
        public AccountNetworkStats read(int version, DataInput in) throws IOException {
            return new AccountNetworkStats(
                    RecentValues.read(in),
                    RecentValues.read(in),
                    version == 1 ? RecentValues.NONE : RecentValues.read(in));
        }
    };
}
