package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a merchant takes, from whom, and the frauds known of it.
 *
 * @param small payments so small that they may only test whether a card works
 * @param quiet frauds of an amount that was not high for their account, by the time they became known
 */
public record Trade(Crowd crowd, Windows small, Windows quiet, Moments moments) {
    public static final Trade NONE = new Trade(Crowd.NONE, Windows.EMPTY, Windows.EMPTY, Moments.NONE);

    public static final Codec<Trade> CODEC = Codec.first(Trade::write, Trade::read);

    void write(DataOutput out) throws IOException {
        crowd.write(out);
        small.write(out);
        quiet.write(out);
        moments.write(out);
    }

    static Trade read(DataInput in) throws IOException {
        return new Trade(Crowd.read(in), Windows.read(in), Windows.read(in), Moments.read(in));
    }
}
