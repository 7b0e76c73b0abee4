package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Who gathers at something shared, such as an address or a device: how busy it is, which accounts use it, and the
 * frauds known of it.
 *
 * @param frauds by the time they became known
 * @param firstMs when it was first met, ms since 1970; 0 before
 */
public record Crowd(Windows windows, Seen accounts, Windows frauds, long firstMs) {

    public static final Crowd NONE = new Crowd(Windows.EMPTY, Seen.NONE, Windows.EMPTY, 0);

    public static final Codec<Crowd> CODEC = Codec.first(Crowd::write, Crowd::read);

    /** So many accounts are told apart; a crowd larger than this is a crowd. */
    public static final int ACCOUNTS = 64;

    public Crowd plus(String accountId, double amount, long atMs) {
        return new Crowd(
                windows.plus(atMs, amount),
                accounts.plus(accountId, atMs, ACCOUNTS),
                frauds.at(atMs),
                firstMs == 0 ? atMs : firstMs);
    }

    public Crowd plusFraud(long knownAtMs) {
        return new Crowd(windows, accounts, frauds.expecting(knownAtMs), firstMs);
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
