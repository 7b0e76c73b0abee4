package io.nacre.profile;

import io.nacre.payment.Millis;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts and sums over windows from an hour to ninety days, in bounded memory.
 *
 * <p>Buckets are five minutes wide for half a day, then an hour for twelve days, then a day. A window ends exactly at
 * the event. Its start is rounded down by up to {@link #width}: it covers {@code [cutoff, at]}, where {@link #cutoff}
 * is {@code at - span} rounded down to a bucket boundary. A late event goes into its own bucket; events older than
 * {@link #HORIZON_MS} expire.
 *
 * <p>Buckets keep their finer width an hour (a day) longer than any window needs, so that no window starts inside a
 * bucket. Empty buckets take no space; there are at most about 550.
 *
 * <p>Each bucket has the cumulative count and sum up to its end, so a window of any length needs two lookups and a
 * difference. Sums are whole thousandths, so differences are exact.
 */
public final class SlidingWindows {

    /** Older events expire. */
    public static final long HORIZON_MS = 92 * Millis.DAY_MS;

    private static final long[] NO_SUMS = {};

    /** Empty. Updates create a new instance. */
    public static final SlidingWindows EMPTY = new SlidingWindows(0, 0, 0);

    private static final long FINE_MS = 5 * Millis.MINUTE_MS;
    private static final long FINE_UNTIL_MS = 12 * Millis.HOUR_MS;
    private static final long HOURLY_UNTIL_MS = 12 * Millis.DAY_MS;

    /** The bucket widths, in units of the finest. */
    private static final int HOUR = (int) (Millis.HOUR_MS / FINE_MS);

    private static final int DAY = (int) (Millis.DAY_MS / FINE_MS);

    private static final double THOUSANDTHS = 1000;

    /** Maximum of a single amount, so that no sum of a thousand overflows. */
    private static final double MAX_AMOUNT = 0x1p53;

    /** An upper bound: labels may be hours ahead, but a larger size means damaged bytes. */
    private static final int MAX_SIZE = 1 << 16;

    private long newestMs;
    private int size;

    /** So many buckets, the oldest, are a day wide; those up to {@link #hourly} an hour; the others five minutes. */
    private int daily;

    private int hourly;
    private int[] starts;

    /** Cumulative count up to the end of each bucket, in addition to {@link #countBefore}. */
    private int[] counts;

    /** Cumulative sums; empty while all amounts are zero. */
    private long[] sums;

    private int countBefore;
    private long sumBefore;

    private SlidingWindows(long newestMs, int size, int room) {
        this.newestMs = newestMs;
        this.size = size;
        this.starts = new int[room];
        this.counts = new int[room];
        this.sums = NO_SUMS;
    }

    /** The newest event, ms since 1970; 0 before the first. */
    public long newestMs() {
        return newestMs;
    }

    /** The number of buckets. */
    public int size() {
        return size;
    }

    /** Adds an event and advances the time to it. The previous instance must not be used any more. */
    public SlidingWindows plus(long atMs, double amount) {
        SlidingWindows after = own();
        after.age(Math.max(newestMs, atMs));
        after.put(atMs, amount);
        return after;
    }

    /**
     * Adds an event that counts from {@code atMs} on, possibly in the future, without advancing the time. It takes
     * effect at the next full hour.
     *
     * @param amount added to the sum
     */
    public SlidingWindows expecting(long atMs, double amount) {
        SlidingWindows after = own();
        after.put(Math.floorDiv(atMs + Millis.HOUR_MS - 1, Millis.HOUR_MS) * Millis.HOUR_MS, amount);
        return after;
    }

    /**
     * Changes the amount of an event that was added at this time. An event past the horizon stays as it is. The
     * previous instance must not be used any more.
     */
    public SlidingWindows correct(long atMs, double before, double after) {
        long change = thousandths(after) - thousandths(before);
        int index = firstAfter(bucket(atMs)) - 1;
        if (change == 0 || sums.length == 0 || index < 0 || bucket(atMs) - starts[index] >= width(index)) {
            return this;
        }
        for (int i = index; i < size; i++) {
            sums[i] += change;
        }
        return this;
    }

    /** Advances the time without an event. */
    public SlidingWindows at(long atMs) {
        if (atMs <= newestMs) {
            return this;
        }
        SlidingWindows after = own();
        after.age(atMs);
        return after;
    }

    /** Removes buckets older than the span before the newest event, for windows that never look further back. */
    public SlidingWindows within(long spanMs) {
        drop(firstFrom(bucket(cutoff(newestMs, spanMs))));
        return this;
    }

    /** The number of events in the window of {@code spanMs} before {@code atMs}. */
    public int count(long atMs, long spanMs) {
        int from = firstFrom(bucket(cutoff(atMs, spanMs)));
        int to = firstAfter(bucket(atMs));
        return to <= from ? 0 : counts[to - 1] - countBefore(from);
    }

    /** The sum of the amounts in the window of {@code spanMs} before {@code atMs}. */
    public double sum(long atMs, long spanMs) {
        int from = firstFrom(bucket(cutoff(atMs, spanMs)));
        int to = firstAfter(bucket(atMs));
        return to <= from || sums.length == 0 ? 0 : (sums[to - 1] - sumBefore(from)) / THOUSANDTHS;
    }

    /** The start of the oldest bucket at or before {@code atMs}, or -1. */
    public long oldestMs(long atMs) {
        return firstAfter(bucket(atMs)) > 0 ? starts[0] * FINE_MS : -1;
    }

    /** The start of the oldest bucket in the window of {@code spanMs} before {@code atMs}, or -1 if it is empty. */
    public long oldestMs(long atMs, long spanMs) {
        int from = firstFrom(bucket(cutoff(atMs, spanMs)));
        return from < firstAfter(bucket(atMs)) ? starts[from] * FINE_MS : -1;
    }

    /** The start of the newest bucket at or before {@code atMs}, or -1. */
    public long latestMs(long atMs) {
        int to = firstAfter(bucket(atMs));
        return to > 0 ? starts[to - 1] * FINE_MS : -1;
    }

    /** The actual start of the window of {@code spanMs} before {@code atMs}. */
    public static long cutoff(long atMs, long spanMs) {
        long beginMs = atMs - spanMs;
        if (spanMs <= FINE_UNTIL_MS) {
            return Math.floorDiv(beginMs, FINE_MS) * FINE_MS;
        }
        return spanMs <= HOURLY_UNTIL_MS
                ? Math.floorDiv(beginMs, Millis.HOUR_MS) * Millis.HOUR_MS
                : Math.floorDiv(beginMs, Millis.DAY_MS) * Millis.DAY_MS;
    }

    /** The maximum by which the start of a window is rounded down, ms. */
    public static long width(long spanMs) {
        if (spanMs <= FINE_UNTIL_MS) {
            return FINE_MS;
        }
        return spanMs <= HOURLY_UNTIL_MS ? Millis.HOUR_MS : Millis.DAY_MS;
    }

    /** The finest bucket of a time, limited to the range of the calendar. */
    private static int bucket(long atMs) {
        long bucket = Math.floorDiv(atMs, FINE_MS);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, bucket));
    }

    /** The first bucket that starts at or after this one; {@link #size} if there is none. */
    private int firstFrom(int bucket) {
        int before = 0;
        int length = size;
        // A branchless binary search, because a branch would often be mispredicted.
        while (length > 0) {
            int half = (length + 1) >>> 1;
            before += starts[before + half - 1] < bucket ? half : 0;
            length -= half;
        }
        return before;
    }

    private int firstAfter(int bucket) {
        if (size == 0 || starts[size - 1] <= bucket) {
            return size;
        }
        return firstFrom(bucket + 1);
    }

    private int countBefore(int index) {
        return index == 0 ? countBefore : counts[index - 1];
    }

    private long sumBefore(int index) {
        return index == 0 ? sumBefore : sums[index - 1];
    }

    private SlidingWindows own() {
        return this == EMPTY ? new SlidingWindows(0, 0, 0) : this;
    }

    /** Removes the buckets past the horizon, then widens older ones. */
    private void age(long newest) {
        newestMs = newest;
        int gone = 0;
        while (gone < size && newest - starts[gone] * FINE_MS > HORIZON_MS) {
            gone++;
        }
        drop(gone);
        long dailyFromMs = newest - HOURLY_UNTIL_MS - Millis.DAY_MS;
        long hourlyFromMs = newest - FINE_UNTIL_MS - Millis.HOUR_MS;
        if (daily < hourly) {
            int end = hourly;
            int before = size;
            daily = widen(daily, end, DAY, dailyFromMs);
            hourly = end - (before - size);
        }
        if (daily == hourly) {
            daily = widen(hourly, size, DAY, dailyFromMs);
            hourly = daily;
        }
        hourly = widen(hourly, size, HOUR, hourlyFromMs);
    }

    private void drop(int gone) {
        if (gone == 0) {
            return;
        }
        countBefore = counts[gone - 1];
        sumBefore = sums.length == 0 ? 0 : sums[gone - 1];
        close(0, gone);
        daily = Math.max(0, daily - gone);
        hourly = Math.max(0, hourly - gone);
    }

    /** Removes the buckets {@code from..to-1}. */
    private void close(int from, int to) {
        System.arraycopy(starts, to, starts, from, size - to);
        System.arraycopy(counts, to, counts, from, size - to);
        if (sums.length > 0) {
            System.arraycopy(sums, to, sums, from, size - to);
        }
        size -= to - from;
    }

    /**
     * Widens the buckets of {@code from..end-1} that start at or before {@code untilMs}; those with the same new start
     * are merged.
     *
     * @return the end of the wider buckets
     */
    private int widen(int from, int end, int width, long untilMs) {
        int kept = from;
        int next = from;
        while (next < end && starts[next] * FINE_MS <= untilMs) {
            int start = Math.floorDiv(starts[next], width) * width;
            if (kept == 0 || starts[kept - 1] < start) {
                starts[kept++] = start;
            }
            counts[kept - 1] = counts[next];
            if (sums.length > 0) {
                sums[kept - 1] = sums[next];
            }
            next++;
        }
        if (kept < next) {
            close(kept, next);
        }
        return kept;
    }

    private void put(long atMs, double amount) {
        long age = newestMs - atMs;
        if (age > HORIZON_MS) {
            return;
        }
        boolean isDaily = age >= HOURLY_UNTIL_MS + Millis.DAY_MS;
        boolean isHourly = !isDaily && age >= FINE_UNTIL_MS + Millis.HOUR_MS;
        int width = isDaily ? DAY : isHourly ? HOUR : 1;
        int start = Math.floorDiv(bucket(atMs), width) * width;
        int index = firstFrom(start);
        if (index == size || starts[index] != start) {
            insert(index, start);
            daily += isDaily ? 1 : 0;
            hourly += isDaily || isHourly ? 1 : 0;
        }
        long thousandths = thousandths(amount);
        if (thousandths != 0 && sums.length == 0) {
            sums = new long[starts.length];
        }
        for (int i = index; i < size; i++) {
            counts[i]++;
        }
        for (int i = index; i < size && thousandths != 0; i++) {
            sums[i] += thousandths;
        }
    }

    private static long thousandths(double amount) {
        return Math.round(Math.min(amount * THOUSANDTHS, MAX_AMOUNT));
    }

    /** Inserts an empty bucket. */
    private void insert(int index, int start) {
        if (size == starts.length) {
            int room = Math.max(4, size + size / 2);
            starts = Arrays.copyOf(starts, room);
            counts = Arrays.copyOf(counts, room);
            sums = sums.length == 0 ? sums : Arrays.copyOf(sums, room);
        }
        System.arraycopy(starts, index, starts, index + 1, size - index);
        System.arraycopy(counts, index, counts, index + 1, size - index);
        starts[index] = start;
        counts[index] = countBefore(index);
        if (sums.length > 0) {
            System.arraycopy(sums, index, sums, index + 1, size - index);
            sums[index] = sumBefore(index);
        }
        size++;
    }

    /**
     * Writes three columns, oldest bucket first: distance from the previous one in its own width, count minus one, sum.
     */
    void write(DataOutput out) throws IOException {
        Varint.write(size, out);
        Varint.writeSigned(newestMs, out);
        if (size == 0) {
            return;
        }
        Varint.write(daily, out);
        Varint.write(hourly, out);
        Varint.writeSigned(starts[0], out);
        writeGaps(out);
        writeCounts(out);
        writeSums(out);
    }

    private void writeGaps(DataOutput out) throws IOException {
        long union = 0;
        for (int i = 1; i < size; i++) {
            union |= gap(i);
        }
        BitPackedColumn.Writer gaps = new BitPackedColumn.Writer(union, out);
        for (int i = 1; i < size; i++) {
            gaps.put(gap(i));
        }
        gaps.close();
    }

    private int gap(int index) {
        return (starts[index] - starts[index - 1]) / width(index);
    }

    /** The width of a bucket, in units of the finest. */
    private int width(int index) {
        return index < daily ? DAY : index < hourly ? HOUR : 1;
    }

    private void writeCounts(DataOutput out) throws IOException {
        long union = 0;
        for (int i = 0; i < size; i++) {
            union |= counts[i] - countBefore(i) - 1;
        }
        BitPackedColumn.Writer column = new BitPackedColumn.Writer(union, out);
        for (int i = 0; i < size; i++) {
            column.put(counts[i] - countBefore(i) - 1);
        }
        column.close();
    }

    private void writeSums(DataOutput out) throws IOException {
        long union = 0;
        for (int i = 0; i < size && sums.length > 0; i++) {
            union |= sums[i] - sumBefore(i);
        }
        BitPackedColumn.Writer column = new BitPackedColumn.Writer(union, out);
        for (int i = 0; i < size && union != 0; i++) {
            column.put(sums[i] - sumBefore(i));
        }
        column.close();
    }

    static SlidingWindows read(DataInput in) throws IOException {
        int size = Varint.readCount(MAX_SIZE, in);
        // Space for one more bucket, because the next update may add it.
        SlidingWindows slidingWindows = new SlidingWindows(Varint.readSigned(in), size, size == 0 ? 0 : size + 1);
        if (size > 0) {
            slidingWindows.daily = Varint.readCount(size, in);
            slidingWindows.hourly = Varint.readCount(size, in);
            slidingWindows.readBuckets(in);
        }
        return slidingWindows;
    }

    private void readBuckets(DataInput in) throws IOException {
        starts[0] = (int) Varint.readSigned(in);
        BitPackedColumn.Reader gaps = new BitPackedColumn.Reader(size - 1, in);
        for (int i = 1; i < size; i++) {
            starts[i] = starts[i - 1] + (int) gaps.next() * width(i);
        }
        BitPackedColumn.Reader each = new BitPackedColumn.Reader(size, in);
        for (int i = 0; i < size; i++) {
            counts[i] = countBefore(i) + (int) each.next() + 1;
        }
        BitPackedColumn.Reader amounts = new BitPackedColumn.Reader(size, in);
        if (amounts.isZero()) {
            return;
        }
        sums = new long[starts.length];
        for (int i = 0; i < size; i++) {
            sums[i] = sumBefore(i) + amounts.next();
        }
    }
}
