package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** At which hours (UTC) a key is active: how often in each of the 24, older days weighing less and less. */
public final class HourOfDayHistogram {

    /** Nothing yet. Folds make their own. */
    public static final HourOfDayHistogram NONE = new HourOfDayHistogram(0);

    private static final int ALL = 24;

    /** Each event lets the earlier ones count this much: after about 140 events the first weighs half. */
    private static final double KEEP = 0.995;

    private final double[] weights = new double[ALL];
    private double total;

    private HourOfDayHistogram(double total) {
        this.total = total;
    }

    /** After an event. What was before is no more. */
    public HourOfDayHistogram plus(long atMs) {
        HourOfDayHistogram after = this == NONE ? new HourOfDayHistogram(0) : this;
        after.add(hour(atMs));
        return after;
    }

    private void add(int hour) {
        for (int i = 0; i < ALL; i++) {
            weights[i] *= KEEP;
        }
        weights[hour] += 1;
        total = total * KEEP + 1;
    }

    /** Share of the activity within an hour of this time of day; only after an event. */
    public double share(long atMs) {
        int hour = hour(atMs);
        return (weights[hour] + weights[(hour + 1) % ALL] + weights[(hour + ALL - 1) % ALL]) / total;
    }

    private static int hour(long atMs) {
        return (int) (Math.floorMod(atMs, SlidingWindows.DAY_MS) / SlidingWindows.HOUR_MS);
    }

    /** Only the hours that ever saw an event, after a mask that names them. */
    void write(DataOutput out) throws IOException {
        int active = 0;
        for (int hour = 0; hour < ALL; hour++) {
            active |= weights[hour] == 0 ? 0 : 1 << hour;
        }
        Varint.write(active, out);
        if (active != 0) {
            out.writeDouble(total);
        }
        for (double weight : weights) {
            if (weight != 0) {
                out.writeDouble(weight);
            }
        }
    }

    static HourOfDayHistogram read(DataInput in) throws IOException {
        int active = Varint.readCount(0xFFFFFF, in);
        if (active == 0) {
            return NONE;
        }
        HourOfDayHistogram hourOfDayHistogram = new HourOfDayHistogram(in.readDouble());
        for (int hour = 0; hour < ALL; hour++) {
            hourOfDayHistogram.weights[hour] = (active & 1 << hour) == 0 ? 0 : in.readDouble();
        }
        return hourOfDayHistogram;
    }
}
