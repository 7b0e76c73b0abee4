package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * At which hours (UTC) a key is active: how often in each of the 24, older days weighing less and less.
 *
 * @param weights length 24, or 0 before the first event
 */
@SuppressWarnings("ArrayRecordComponent") // A memory is never compared; folds reuse the array.
public record Hours(double total, double[] weights) {

    /** Each event lets the earlier ones count this much: after about 140 events the first weighs half. */
    private static final double KEEP = 0.995;

    /** No array to share: the first fold makes its own. */
    public static final Hours NONE = new Hours(0, new double[0]);

    public Hours plus(long atMs) {
        double[] kept = weights.length == 24 ? weights : Arrays.copyOf(weights, 24);
        for (int hour = 0; hour < 24; hour++) {
            kept[hour] *= KEEP;
        }
        kept[hour(atMs)] += 1;
        return new Hours(total * KEEP + 1, kept);
    }

    /** Share of the activity within an hour of this time of day; only where {@code total > 0}. */
    public double share(long atMs) {
        int hour = hour(atMs);
        return (weights[hour] + weights[(hour + 1) % 24] + weights[(hour + 23) % 24]) / total;
    }

    private static int hour(long atMs) {
        return (int) (Math.floorMod(atMs, Windows.DAY_MS) / Windows.HOUR_MS);
    }

    /** Only the hours that ever saw an event, after a mask that names them. */
    void write(DataOutput out) throws IOException {
        out.writeDouble(total);
        int active = 0;
        for (int hour = 0; hour < weights.length; hour++) {
            active |= weights[hour] == 0 ? 0 : 1 << hour;
        }
        Varint.write(active, out);
        for (double weight : weights) {
            if (weight != 0) {
                out.writeDouble(weight);
            }
        }
    }

    static Hours read(DataInput in) throws IOException {
        double total = in.readDouble();
        int active = Varint.readCount(0xFFFFFF, in);
        double[] weights = new double[active == 0 ? 0 : 24];
        for (int hour = 0; hour < weights.length; hour++) {
            weights[hour] = (active & 1 << hour) == 0 ? 0 : in.readDouble();
        }
        return new Hours(total, weights);
    }
}
