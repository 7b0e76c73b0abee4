package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When an account pays, and the frauds known of it.
 *
 * @param firstMs when it was first met, ms since 1970; 0 before
 * @param gaps hours between payments
 * @param recent payments of the newest half day: bursts look back three hours, from a late payment as well
 */
public record Rhythm(long count, long firstMs, long lastMs, Moments gaps, Hours hours, Windows recent, Windows frauds) {
    public static final Rhythm NONE = new Rhythm(0, 0, 0, Moments.NONE, Hours.NONE, Windows.EMPTY, Windows.EMPTY);

    public static final Codec<Rhythm> CODEC = Codec.first(Rhythm::write, Rhythm::read);

    void write(DataOutput out) throws IOException {
        Varint.write(count, out);
        Varint.writeSigned(firstMs, out);
        Varint.writeSigned(lastMs, out);
        gaps.write(out);
        hours.write(out);
        recent.write(out);
        frauds.write(out);
    }

    static Rhythm read(DataInput in) throws IOException {
        return new Rhythm(
                Varint.read(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Moments.read(in),
                Hours.read(in),
                Windows.read(in),
                Windows.read(in));
    }
}
