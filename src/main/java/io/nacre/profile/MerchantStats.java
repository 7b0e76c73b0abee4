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
public record MerchantStats(
        SharedEntityStats crowd, SlidingWindows small, SlidingWindows quiet, RunningMoments moments) {
    public static final MerchantStats NONE =
            new MerchantStats(SharedEntityStats.NONE, SlidingWindows.EMPTY, SlidingWindows.EMPTY, RunningMoments.NONE);

    public static final StateCodec<MerchantStats> CODEC = StateCodec.first(MerchantStats::write, MerchantStats::read);

    void write(DataOutput out) throws IOException {
        crowd.write(out);
        small.write(out);
        quiet.write(out);
        moments.write(out);
    }

    static MerchantStats read(DataInput in) throws IOException {
        return new MerchantStats(
                SharedEntityStats.read(in), SlidingWindows.read(in), SlidingWindows.read(in), RunningMoments.read(in));
    }
}
