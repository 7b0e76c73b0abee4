package io.nacre.profile;

import io.nacre.payment.Millis;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The activity at a shared entity, such as an IP address or a device: its payments, accounts and known frauds.
 *
 * @param frauds by the time of their label; the sum is the hours from payment to label
 * @param firstMs first payment, ms since 1970; 0 before it
 */
public record SharedEntityStats(SlidingWindows windows, RecentValues accounts, SlidingWindows frauds, long firstMs) {

    public static final SharedEntityStats NONE =
            new SharedEntityStats(SlidingWindows.EMPTY, RecentValues.NONE, SlidingWindows.EMPTY, 0);

    public static final StateCodec<SharedEntityStats> CODEC =
            StateCodec.first(SharedEntityStats::write, SharedEntityStats::read);

    /** Maximum number of accounts; more are not distinguished. */
    public static final int ACCOUNTS = 64;

    /** Adds a payment. May reuse this instance. */
    public SharedEntityStats plus(String accountId, double amount, long atMs) {
        return with(windows.plus(atMs, amount), accounts.plus(accountId, atMs, ACCOUNTS), frauds.at(atMs), atMs);
    }

    /** Unchanged parts were updated in place; then this instance is the result. */
    @SuppressWarnings("ReferenceEquality")
    private SharedEntityStats with(SlidingWindows paid, RecentValues payers, SlidingWindows reported, long atMs) {
        return paid == windows && payers == accounts && reported == frauds && firstMs != 0
                ? this
                : new SharedEntityStats(paid, payers, reported, firstMs == 0 ? atMs : firstMs);
    }

    public SharedEntityStats plusFraud(long paidAtMs, long knownAtMs) {
        // Whole hours, so that the sum does not depend on the order of the labels.
        long delay = Math.max(0, knownAtMs - paidAtMs) / Millis.HOUR_MS;
        return new SharedEntityStats(windows, accounts, frauds.expecting(knownAtMs, (double) delay), firstMs);
    }

    /** With another amount of a payment that was added at this time. */
    public SharedEntityStats correct(long paidAtMs, double before, double after) {
        return new SharedEntityStats(windows.correct(paidAtMs, before, after), accounts, frauds, firstMs);
    }

    /** The mean time from payment to fraud label, ms; 0 without frauds. */
    public long fraudDelayMs(long atMs) {
        int count = frauds.count(atMs, SlidingWindows.HORIZON_MS);
        return count == 0 ? 0 : (long) (frauds.sum(atMs, SlidingWindows.HORIZON_MS) / count * Millis.HOUR_MS);
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
