package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much an account pays, and usually paid.
 *
 * @param high payments far above what was usual when they were made
 * @param currencies ISO 4217 codes it paid in
 */
public record Spending(Windows windows, Windows high, Moments moments, Recent recent, Seen currencies) {
    public static final Spending NONE =
            new Spending(Windows.EMPTY, Windows.EMPTY, Moments.NONE, Recent.NONE, Seen.NONE);

    public static final Codec<Spending> CODEC = Codec.first(Spending::write, Spending::read);

    void write(DataOutput out) throws IOException {
        windows.write(out);
        high.write(out);
        moments.write(out);
        recent.write(out);
        currencies.write(out);
    }

    static Spending read(DataInput in) throws IOException {
        return new Spending(Windows.read(in), Windows.read(in), Moments.read(in), Recent.read(in), Seen.read(in));
    }
}
