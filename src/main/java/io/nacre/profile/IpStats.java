package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The accounts and cards at an IP address. Cards matter because card testing may use a single account.
 *
 * @param cards card tokens
 */
public record IpStats(SharedEntityStats crowd, RecentValues cards) {
    public static final IpStats NONE = new IpStats(SharedEntityStats.NONE, RecentValues.NONE);

    /** With these parts; this instance if they are unchanged. */
    @SuppressWarnings("ReferenceEquality")
    public IpStats with(SharedEntityStats after, RecentValues used) {
        return after == crowd && used == cards ? this : new IpStats(after, used);
    }

    public static final StateCodec<IpStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(IpStats memory, DataOutput out) throws IOException {
            memory.crowd.write(out);
            memory.cards.write(out);
        }

        /** Version 1 had only the accounts. */
        @Override
        public IpStats read(int version, DataInput in) throws IOException {
            return new IpStats(SharedEntityStats.read(in), version == 1 ? RecentValues.NONE : RecentValues.read(in));
        }
    };
}
