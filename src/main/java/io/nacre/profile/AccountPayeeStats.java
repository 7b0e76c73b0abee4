package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whom an account pays, and what it is paid. */
public record AccountPayeeStats(RecentValues payees, IncomingPayments received) {
    public static final AccountPayeeStats NONE = new AccountPayeeStats(RecentValues.NONE, IncomingPayments.NONE);

    /** With these parts; this itself where they are its own. */
    @SuppressWarnings("ReferenceEquality")
    public AccountPayeeStats with(RecentValues paid, IncomingPayments got) {
        return paid == payees && got == received ? this : new AccountPayeeStats(paid, got);
    }

    public static final StateCodec<AccountPayeeStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(AccountPayeeStats memory, DataOutput out) throws IOException {
            memory.payees.write(out);
            memory.received.write(out);
        }

        /** Version 1 was the payees alone. */
        @Override
        public AccountPayeeStats read(int version, DataInput in) throws IOException {
            return new AccountPayeeStats(
                    RecentValues.read(in), version == 1 ? IncomingPayments.NONE : IncomingPayments.read(in));
        }
    };
}
