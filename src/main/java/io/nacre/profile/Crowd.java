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
public record Crowd(Windows windows, Seen accounts, Windows frauds, long firstMs) {

    public static final Crowd NONE = new Crowd(Windows.EMPTY, Seen.NONE, Windows.EMPTY, 0);

    public static final Codec<Crowd> CODEC = Codec.first(Crowd::write, Crowd::read);

    /** So many accounts are told apart; a crowd larger than this is a crowd. */
    public static final int ACCOUNTS = 64;

    /** After one more payment. May reuse this. */
    public Crowd plus(String accountId, double amount, long atMs) {
        return with(windows.plus(atMs, amount), accounts.plus(accountId, atMs, ACCOUNTS), frauds.at(atMs), atMs);
    }

    /** Parts that are not new changed in place: then this is already what comes after. */
    @SuppressWarnings("ReferenceEquality")
    private Crowd with(Windows paid, Seen payers, Windows known, long atMs) {
        return paid == windows && payers == accounts && known == frauds && firstMs != 0
                ? this
                : new Crowd(paid, payers, known, firstMs == 0 ? atMs : firstMs);
    }

    public Crowd plusFraud(long paidAtMs, long knownAtMs) {
        // Whole hours, so that the sum does not depend on the order of the labels.
        long delay = Math.max(0, knownAtMs - paidAtMs) / Windows.HOUR_MS;
        return new Crowd(windows, accounts, frauds.expecting(knownAtMs, (double) delay), firstMs);
    }

    /** How long after the payment frauds became known, in the mean, ms; 0 where none is known. */
    public long fraudDelayMs(long atMs) {
        int count = frauds.count(atMs, Windows.HORIZON_MS);
        return count == 0 ? 0 : (long) (frauds.sum(atMs, Windows.HORIZON_MS) / count * Windows.HOUR_MS);
    }

    void write(DataOutput out) throws IOException {
        windows.write(out);
        accounts.write(out);
        frauds.write(out);
        Varint.writeSigned(firstMs, out);
    }

    static Crowd read(DataInput in) throws IOException {
        return new Crowd(Windows.read(in), Seen.read(in), Windows.read(in), Varint.readSigned(in));
    }
}
