package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Who gathers at an address, and which cards were used there: one who tries stolen cards may do so from one account.
 *
 * @param cards tokens
 */
public record Address(Crowd crowd, Seen cards) {
    public static final Address NONE = new Address(Crowd.NONE, Seen.NONE);

    /** With these parts; this itself where they are its own. */
    @SuppressWarnings("ReferenceEquality")
    public Address with(Crowd after, Seen used) {
        return after == crowd && used == cards ? this : new Address(after, used);
    }

    public static final Codec<Address> CODEC = new Codec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Address memory, DataOutput out) throws IOException {
            memory.crowd.write(out);
            memory.cards.write(out);
        }

        /** Version 1 was the crowd alone. */
        @Override
        public Address read(int version, DataInput in) throws IOException {
            return new Address(Crowd.read(in), version == 1 ? Seen.NONE : Seen.read(in));
        }
    };
}
