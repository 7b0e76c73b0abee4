package io.nacre.profile;

import io.nacre.payment.Millis;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The activity of a key by hour of day (UTC), with exponential decay. */
public final class HourOfDayHistogram {

    /** Empty. Updates create a new instance. */
    public static final HourOfDayHistogram NONE = new HourOfDayHistogram(0);

    private static final int ALL = 24;

    /** The decay per event: after about 140 events the first has half its weight. */
    private static final double KEEP = 0.995;

    private final double[] weights = new double[ALL];
    private double total;

    private HourOfDayHistogram(double total) {
        this.total = total;
    }

    /** Adds an event. The previous instance must not be used any more. */
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
        return (int) (Math.floorMod(atMs, Millis.DAY_MS) / Millis.HOUR_MS);
    }

    /** Writes a bit mask of the hours with events, then their values. */
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
