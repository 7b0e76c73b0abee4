package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Who gathers at something shared, such as an address or a device: how busy it is, which accounts use it, and the
 * frauds known of it.
 *
 * @param frauds by the time they became known; summed is how many hours after the payment that was
 * @param firstMs when it was first met, ms since 1970; 0 before
 */
public record SharedEntityStats(SlidingWindows windows, RecentValues accounts, SlidingWindows frauds, long firstMs) {

    public static final SharedEntityStats NONE =
            new SharedEntityStats(SlidingWindows.EMPTY, RecentValues.NONE, SlidingWindows.EMPTY, 0);

    public static final StateCodec<SharedEntityStats> CODEC =
            StateCodec.first(SharedEntityStats::write, SharedEntityStats::read);

    /** So many accounts are told apart; a crowd larger than this is a crowd. */
    public static final int ACCOUNTS = 64;

    /** After one more payment. May reuse this. */
    public SharedEntityStats plus(String accountId, double amount, long atMs) {
        return with(windows.plus(atMs, amount), accounts.plus(accountId, atMs, ACCOUNTS), frauds.at(atMs), atMs);
    }

    /** Parts that are not new changed in place: then this is already what comes after. */
    @SuppressWarnings("ReferenceEquality")
    private SharedEntityStats with(SlidingWindows paid, RecentValues payers, SlidingWindows known, long atMs) {
        return paid == windows && payers == accounts && known == frauds && firstMs != 0
                ? this
                : new SharedEntityStats(paid, payers, known, firstMs == 0 ? atMs : firstMs);
    }

    public SharedEntityStats plusFraud(long paidAtMs, long knownAtMs) {
        // Whole hours, so that the sum does not depend on the order of the labels.
        long delay = Math.max(0, knownAtMs - paidAtMs) / SlidingWindows.HOUR_MS;
        return new SharedEntityStats(windows, accounts, frauds.expecting(knownAtMs, (double) delay), firstMs);
    }

    /** How long after the payment frauds became known, in the mean, ms; 0 where none is known. */
    public long fraudDelayMs(long atMs) {
        int count = frauds.count(atMs, SlidingWindows.HORIZON_MS);
        return count == 0 ? 0 : (long) (frauds.sum(atMs, SlidingWindows.HORIZON_MS) / count * SlidingWindows.HOUR_MS);
    }

    void write(DataOutput out) throws IOException {
        windows.write(out);
        accounts.write(out);
        frauds.write(out);
        Varint.writeSigned(firstMs, out);
    }

    static SharedEntityStats read(DataInput in) throws IOException {
        return new SharedEntityStats(
                SlidingWindows.read(in), RecentValues.read(in), SlidingWindows.read(in), Varint.readSigned(in));
    }
}
