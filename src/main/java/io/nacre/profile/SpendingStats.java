package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The amounts of an account.
 *
 * @param high payments far above the usual amount of their time
 * @param currencies ISO 4217 codes of its payments
 */
public record SpendingStats(
        SlidingWindows windows,
        SlidingWindows high,
        RunningMoments moments,
        RecentAmounts recent,
        RecentValues currencies) {
    public static final SpendingStats NONE = new SpendingStats(
            SlidingWindows.EMPTY, SlidingWindows.EMPTY, RunningMoments.NONE, RecentAmounts.NONE, RecentValues.NONE);

    public static final StateCodec<SpendingStats> CODEC = StateCodec.first(SpendingStats::write, SpendingStats::read);

    void write(DataOutput out) throws IOException {
        windows.write(out);
        high.write(out);
        moments.write(out);
        recent.write(out);
        currencies.write(out);
    }

    static SpendingStats read(DataInput in) throws IOException {
        return new SpendingStats(
                SlidingWindows.read(in),
                SlidingWindows.read(in),
                RunningMoments.read(in),
                RecentAmounts.read(in),
                RecentValues.read(in));
    }
}
