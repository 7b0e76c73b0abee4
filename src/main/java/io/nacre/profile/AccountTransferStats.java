package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The payees of an account, and its incoming payments. */
public record AccountTransferStats(RecentValues payees, IncomingPayments received) {
    public static final AccountTransferStats NONE = new AccountTransferStats(RecentValues.NONE, IncomingPayments.NONE);

    /** With these parts; this instance if they are unchanged. */
    @SuppressWarnings("ReferenceEquality")
    public AccountTransferStats with(RecentValues paid, IncomingPayments incoming) {
        return paid == payees && incoming == received ? this : new AccountTransferStats(paid, incoming);
    }

    public static final StateCodec<AccountTransferStats> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(AccountTransferStats memory, DataOutput out) throws IOException {
            memory.payees.write(out);
            memory.received.write(out);
        }

        /** Version 1 had only the payees. */
        @Override
        public AccountTransferStats read(int version, DataInput in) throws IOException {
            return new AccountTransferStats(
                    RecentValues.read(in), version == 1 ? IncomingPayments.NONE : IncomingPayments.read(in));
        }
    };
}
