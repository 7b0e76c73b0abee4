package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whom an account pays, and what it is paid. */
public record Dealings(Seen payees, Received received) {
    public static final Dealings NONE = new Dealings(Seen.NONE, Received.NONE);

    /** With these parts; this itself where they are its own. */
    @SuppressWarnings("ReferenceEquality")
    public Dealings with(Seen paid, Received got) {
        return paid == payees && got == received ? this : new Dealings(paid, got);
    }

    public static final Codec<Dealings> CODEC = new Codec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Dealings memory, DataOutput out) throws IOException {
            memory.payees.write(out);
            memory.received.write(out);
        }

        /** Version 1 was the payees alone. */
        @Override
        public Dealings read(int version, DataInput in) throws IOException {
            return new Dealings(Seen.read(in), version == 1 ? Received.NONE : Received.read(in));
        }
    };
}
