package io.nacre.bench.load;

/**
 * The send time of each record, fixed in advance. A delayed sender does not delay the next records. Latency is measured
 * from the scheduled time, not from the actual one.
 *
 * @param offsetsNs from the start, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Schedule(long[] offsetsNs) {

    private static final double SECOND_NS = 1e9;

    /** A constant rate. */
    public static Schedule even(double rate, double seconds) {
        long[] offsets = new long[(int) (rate * seconds)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = (long) (i * SECOND_NS / rate);
        }
        return new Schedule(offsets);
    }

    /** A constant rate with a burst in the middle. */
    public static Schedule burst(double rate, double seconds, double times, double burstSeconds) {
        double before = (seconds - burstSeconds) / 2;
        int calm = (int) (rate * before);
        int wild = (int) (rate * times * burstSeconds);
        long[] offsets = new long[2 * calm + wild];
        for (int i = 0; i < offsets.length; i++) {
            double at = i < calm
                    ? i / rate
                    : i < calm + wild
                            ? before + (i - calm) / (rate * times)
                            : before + burstSeconds + (i - calm - wild) / rate;
            offsets[i] = (long) (at * SECOND_NS);
        }
        return new Schedule(offsets);
    }

    public double seconds() {
        return offsetsNs[offsetsNs.length - 1] / SECOND_NS;
    }

    public int size() {
        return offsetsNs.length;
    }
}
