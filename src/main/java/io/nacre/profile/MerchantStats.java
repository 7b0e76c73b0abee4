package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The payments of a merchant, its customers, and its known frauds.
 *
 * @param small payments so small that they may be card testing
 * @param usualAmountFrauds frauds with an amount that was not high for their account, by the time of their label
 */
public record MerchantStats(
        SharedEntityStats crowd, SlidingWindows small, SlidingWindows usualAmountFrauds, RunningMoments moments) {
    public static final MerchantStats NONE =
            new MerchantStats(SharedEntityStats.NONE, SlidingWindows.EMPTY, SlidingWindows.EMPTY, RunningMoments.NONE);

    public static final StateCodec<MerchantStats> CODEC = StateCodec.first(MerchantStats::write, MerchantStats::read);

    void write(DataOutput out) throws IOException {
        crowd.write(out);
        small.write(out);
        usualAmountFrauds.write(out);
        moments.write(out);
    }

    static MerchantStats read(DataInput in) throws IOException {
        return new MerchantStats(
                SharedEntityStats.read(in), SlidingWindows.read(in), SlidingWindows.read(in), RunningMoments.read(in));
    }
}
