package io.nacre.profile;

import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Count, mean, deviation and extremes of all amounts, by Welford's method (Technometrics 4(3), 1962). */
public final class RunningMoments {

    /** Empty. Updates create a new instance. */
    public static final RunningMoments NONE = new RunningMoments(0, 0, 0, 0);

    private long count;
    private double mean;

    /** Sum of squared distances from the mean. */
    private double squares;

    private double max;

    private RunningMoments(long count, double mean, double squares, double max) {
        this.count = count;
        this.mean = mean;
        this.squares = squares;
        this.max = max;
    }

    public long count() {
        return count;
    }

    public double mean() {
        return mean;
    }

    public double max() {
        return max;
    }

    /** Standard deviation; 0 before the second value. */
    public double deviation() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    /** Adds a value. The previous instance must not be used any more. */
    public RunningMoments plus(double value) {
        RunningMoments after = this == NONE ? new RunningMoments(0, 0, 0, 0) : this;
        after.add(value);
        return after;
    }

    private void add(double value) {
        count++;
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
        max = Math.max(max, value);
    }

    void write(DataOutput out) throws IOException {
        Varint.write(count, out);
        if (count > 0) {
            out.writeDouble(mean);
            out.writeDouble(squares);
            out.writeDouble(max);
        }
    }

    static RunningMoments read(DataInput in) throws IOException {
        long count = Varint.read(in);
        return count == 0 ? NONE : new RunningMoments(count, in.readDouble(), in.readDouble(), in.readDouble());
    }
}
