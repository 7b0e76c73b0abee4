package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Who gathers at an address, and which cards were used there: one who tries stolen cards may do so from one account.
 *
 * @param cards tokens
 */
public record IpStats(SharedEntityStats crowd, RecentValues cards) {
    public static final IpStats NONE = new IpStats(SharedEntityStats.NONE, RecentValues.NONE);

    /** With these parts; this itself where they are its own. */
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

        /** Version 1 was the crowd alone. */
        @Override
        public IpStats read(int version, DataInput in) throws IOException {
            return new IpStats(SharedEntityStats.read(in), version == 1 ? RecentValues.NONE : RecentValues.read(in));
        }
    };
}
