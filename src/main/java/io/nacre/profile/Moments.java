package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count, mean, spread and extremes of all amounts so far, by Welford's method (Technometrics 4(3), 1962).
 *
 * @param squares sum of squared distances from the mean
 */
public record Moments(long count, double mean, double squares, double max) {

    public static final Moments NONE = new Moments(0, 0, 0, 0);

    public Moments plus(double value) {
        long n = count + 1;
        double distance = value - mean;
        double newMean = mean + distance / n;
        return new Moments(n, newMean, squares + distance * (value - newMean), Math.max(max, value));
    }

    /** Standard deviation; 0 before the second value. */
    public double deviation() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    void write(DataOutput out) throws IOException {
        Varint.write(count, out);
        out.writeDouble(mean);
        out.writeDouble(squares);
        out.writeDouble(max);
    }

    static Moments read(DataInput in) throws IOException {
        return new Moments(Varint.read(in), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
