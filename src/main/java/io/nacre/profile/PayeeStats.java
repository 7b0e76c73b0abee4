package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whom an account pays, and what it is paid. */
public record PayeeStats(RecentValues payees, IncomingPayments received) {
    public static final PayeeStats NONE = new PayeeStats(RecentValues.NONE, IncomingPayments.NONE);

    /** With these parts; this itself where they are its own. */
    @SuppressWarnings("ReferenceEquality")
    public PayeeStats with(RecentValues paid, IncomingPayments got) {
        return paid == payees && got == received ? this : new PayeeStats(paid, got);
    }

    public static final StateCodec<PayeeStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(PayeeStats memory, DataOutput out) throws IOException {
            memory.payees.write(out);
            memory.received.write(out);
        }

        /** Version 1 was the payees alone. */
        @Override
        public PayeeStats read(int version, DataInput in) throws IOException {
            return new PayeeStats(
                    RecentValues.read(in), version == 1 ? IncomingPayments.NONE : IncomingPayments.read(in));
        }
    };
}
