package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts and sums over the time before a moment, from an hour to ninety days, in one bounded memory.
 *
 * <p>Buckets are five minutes wide for half a day, then an hour for twelve days, then a day. A window looks back from
 * the event: exact at its head, and at its tail rounded outward to {@link #width}: it covers {@code [cutoff, at]},
 * where {@link #cutoff} is {@code at - span} rounded down to a bucket's edge. What happened late lands in its own
 * bucket; what is older than {@link #HORIZON_MS} is forgotten.
 *
 * <p>Buckets keep their finer width an hour (a day) longer than any window needs them, so that a window's tail never
 * cuts through one. Empty buckets take no room; at most about 550 are kept.
 *
 * @param newestMs the newest event folded, ms since 1970; 0 before the first
 * @param size how many buckets are in use; the arrays may be longer
 * @param starts when each bucket begins, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // A memory is never compared; folds reuse the arrays.
public record Windows(long newestMs, int size, long[] starts, int[] counts, double[] sums) {

    public static final long MINUTE_MS = 60_000;
    public static final long HOUR_MS = 60 * MINUTE_MS;
    public static final long DAY_MS = 24 * HOUR_MS;

    /** How far back anything is remembered. */
    public static final long HORIZON_MS = 92 * DAY_MS;

    private static final long FINE_MS = 5 * MINUTE_MS;
    private static final long FINE_UNTIL_MS = 12 * HOUR_MS;
    private static final long HOURLY_UNTIL_MS = 12 * DAY_MS;

    /** More than there can be: labels may come for hours ahead, but whoever reads more reads damaged bytes. */
    private static final int SIZE_MOST = 1 << 16;

    /** No arrays to share: the first fold makes its own. */
    public static final Windows EMPTY = new Windows(0, 0, new long[0], new int[0], new double[0]);

    /** After an event; time moves on to it. */
    public Windows plus(long atMs, double amount) {
        long newest = Math.max(newestMs, atMs);
        Windows aged = aged(newest);
        return aged.put(atMs, 1, amount);
    }

    /**
     * After news that count from {@code atMs} on, which may lie ahead; time does not move. Effective at the next full
     * hour.
     *
     * @param amount to be summed
     */
    public Windows expecting(long atMs, double amount) {
        long effectiveMs = Math.floorDiv(atMs + HOUR_MS - 1, HOUR_MS) * HOUR_MS;
        return put(effectiveMs, 1, amount);
    }

    /** Moves time on without an event. */
    public Windows at(long atMs) {
        return atMs > newestMs ? aged(atMs) : this;
    }

    /** How many events lie in the window of {@code spanMs} before {@code atMs}. */
    public int count(long atMs, long spanMs) {
        int count = 0;
        long cutoff = cutoff(atMs, spanMs);
        for (int i = size - 1; i >= 0 && starts[i] >= cutoff; i--) {
            if (starts[i] <= atMs) {
                count += counts[i];
            }
        }
        return count;
    }

    /** The sum of the amounts in the window of {@code spanMs} before {@code atMs}. */
    public double sum(long atMs, long spanMs) {
        double sum = 0;
        long cutoff = cutoff(atMs, spanMs);
        for (int i = size - 1; i >= 0 && starts[i] >= cutoff; i--) {
            if (starts[i] <= atMs) {
                sum += sums[i];
            }
        }
        return sum;
    }

    /** When the oldest bucket not after {@code atMs} begins, or -1 where there is none. */
    public long oldestMs(long atMs) {
        return size > 0 && starts[0] <= atMs ? starts[0] : -1;
    }

    /** When the oldest bucket of the window of {@code spanMs} before {@code atMs} begins, or -1 where it is empty. */
    public long oldestMs(long atMs, long spanMs) {
        long cutoff = cutoff(atMs, spanMs);
        for (int i = 0; i < size && starts[i] <= atMs; i++) {
            if (starts[i] >= cutoff) {
                return starts[i];
            }
        }
        return -1;
    }

    /** When the newest bucket not after {@code atMs} begins, or -1 where there is none. */
    public long latestMs(long atMs) {
        for (int i = size - 1; i >= 0; i--) {
            if (starts[i] <= atMs) {
                return starts[i];
            }
        }
        return -1;
    }

    /** Where the window of {@code spanMs} before {@code atMs} really begins. */
    public static long cutoff(long atMs, long spanMs) {
        long width = width(spanMs);
        return Math.floorDiv(atMs - spanMs, width) * width;
    }

    /** By how much the tail of a window may be rounded outward, ms. */
    public static long width(long spanMs) {
        if (spanMs <= FINE_UNTIL_MS) {
            return FINE_MS;
        }
        return spanMs <= HOURLY_UNTIL_MS ? HOUR_MS : DAY_MS;
    }

    private static long widthOfAge(long ageMs) {
        if (ageMs < FINE_UNTIL_MS + HOUR_MS) {
            return FINE_MS;
        }
        return ageMs < HOURLY_UNTIL_MS + DAY_MS ? HOUR_MS : DAY_MS;
    }

    /** Widens the buckets that have grown old, forgets those past the horizon, in place. */
    private Windows aged(long newest) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long age = newest - starts[i];
            if (age > HORIZON_MS) {
                continue;
            }
            long width = widthOfAge(age);
            long start = Math.floorDiv(starts[i], width) * width;
            if (kept > 0 && starts[kept - 1] >= start) {
                counts[kept - 1] += counts[i];
                sums[kept - 1] += sums[i];
            } else {
                starts[kept] = start;
                counts[kept] = counts[i];
                sums[kept] = sums[i];
                kept++;
            }
        }
        return new Windows(newest, kept, starts, counts, sums);
    }

    private Windows put(long atMs, int count, double amount) {
        long age = newestMs - atMs;
        if (age > HORIZON_MS) {
            return this;
        }
        long width = widthOfAge(age);
        long start = Math.floorDiv(atMs, width) * width;
        int found = Arrays.binarySearch(starts, 0, size, start);
        if (found >= 0) {
            counts[found] += count;
            sums[found] += amount;
            return this;
        }
        return insert(-found - 1, start, count, amount);
    }

    private Windows insert(int index, long start, int count, double amount) {
        int room = size < starts.length ? starts.length : Math.max(4, size + size / 2);
        long[] newStarts = room == starts.length ? starts : Arrays.copyOf(starts, room);
        int[] newCounts = room == counts.length ? counts : Arrays.copyOf(counts, room);
        double[] newSums = room == sums.length ? sums : Arrays.copyOf(sums, room);
        System.arraycopy(newStarts, index, newStarts, index + 1, size - index);
        System.arraycopy(newCounts, index, newCounts, index + 1, size - index);
        System.arraycopy(newSums, index, newSums, index + 1, size - index);
        newStarts[index] = start;
        newCounts[index] = count;
        newSums[index] = amount;
        return new Windows(newestMs, size + 1, newStarts, newCounts, newSums);
    }

    /**
     * From the newest bucket back: how many buckets' least widths to the one before, the count, and the sum unless all
     * are zero.
     */
    void write(DataOutput out) throws IOException {
        boolean summed = summed();
        Varint.write((long) size << 1 | (summed ? 1 : 0), out);
        Varint.writeSigned(newestMs, out);
        long later = newestMs / FINE_MS;
        for (int i = size - 1; i >= 0; i--) {
            long start = starts[i] / FINE_MS;
            Varint.writeSigned(later - start, out);
            Varint.write(counts[i], out);
            if (summed) {
                out.writeDouble(sums[i]);
            }
            later = start;
        }
    }

    static Windows read(DataInput in) throws IOException {
        int header = Varint.readCount(SIZE_MOST << 1 | 1, in);
        int size = header >> 1;
        boolean summed = (header & 1) == 1;
        // Room for one more: the next fold may add a bucket.
        int room = size == 0 ? 0 : size + 1;
        Windows windows = new Windows(Varint.readSigned(in), size, new long[room], new int[room], new double[room]);
        long start = windows.newestMs / FINE_MS;
        for (int i = size - 1; i >= 0; i--) {
            start -= Varint.readSigned(in);
            windows.starts[i] = start * FINE_MS;
            windows.counts[i] = (int) Varint.read(in);
            windows.sums[i] = summed ? in.readDouble() : 0;
        }
        return windows;
    }

    private boolean summed() {
        for (int i = 0; i < size; i++) {
            if (sums[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
