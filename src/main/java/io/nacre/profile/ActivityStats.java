package io.nacre.profile;

import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The payment times of an account, and its known frauds.
 *
 * @param firstMs first payment, ms since 1970; 0 before it
 * @param gaps hours between payments
 * @param recent payments of the last half day: bursts use three hours, also for a late payment
 */
public record ActivityStats(
        long count,
        long firstMs,
        long lastMs,
        RunningMoments gaps,
        HourOfDayHistogram hours,
        SlidingWindows recent,
        SlidingWindows frauds) {
    public static final ActivityStats NONE = new ActivityStats(
            0, 0, 0, RunningMoments.NONE, HourOfDayHistogram.NONE, SlidingWindows.EMPTY, SlidingWindows.EMPTY);

    public static final StateCodec<ActivityStats> CODEC = StateCodec.first(ActivityStats::write, ActivityStats::read);

    void write(DataOutput out) throws IOException {
        Varint.write(count, out);
        Varint.writeSigned(firstMs, out);
        Varint.writeSigned(lastMs, out);
        gaps.write(out);
        hours.write(out);
        recent.write(out);
        frauds.write(out);
    }

    static ActivityStats read(DataInput in) throws IOException {
        return new ActivityStats(
                Varint.read(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                RunningMoments.read(in),
                HourOfDayHistogram.read(in),
                SlidingWindows.read(in),
                SlidingWindows.read(in));
    }
}
