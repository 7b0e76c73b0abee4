package io.nacre.profile;

import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Reports in a few bytes whether a value certainly did not occur for a given time; false positives are possible (a
 * Bloom filter, Communications of the ACM 13(7), 1970). Values go into one half until it reaches that age, then into
 * the other half. The previous half is kept until then.
 *
 * <p>The hash has no key. A value that was constructed as a false positive only costs a lookup in the exact state, and
 * does not change the result.
 */
public final class RotatingBloomFilter {

    /** Three bits of 512 per value: with 40 values in a half, one new value in 120 is a false positive. */
    private static final int WORDS = 8;

    private static final int BITS = WORDS * Long.SIZE;
    private static final int PROBES = 3;

    private static final long[] EMPTY = new long[WORDS];

    private boolean opened;
    private long openedMs;
    private long[] current = EMPTY;
    private long[] earlier = EMPTY;

    /** False only for a value that was not added in the last {@code rememberMs} of {@link #add}. */
    public boolean mayHave(String value) {
        return contains(current, RecentValues.unsaltedHash(value))
                || contains(earlier, RecentValues.unsaltedHash(value));
    }

    /**
     * Adds a value.
     *
     * @param rememberMs minimum time for which it is kept
     */
    public void add(String value, long atMs, long rememberMs) {
        if (!opened || atMs - openedMs >= rememberMs) {
            earlier = current;
            current = new long[WORDS];
            openedMs = atMs;
            opened = true;
        }
        int hash = RecentValues.unsaltedHash(value);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            current[bit / Long.SIZE] |= 1L << bit;
        }
    }

    private static boolean contains(long[] words, int hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((words[bit / Long.SIZE] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(int hash, int probe) {
        return (hash >>> (probe * 9)) & (BITS - 1);
    }

    public void write(DataOutput out) throws IOException {
        out.writeBoolean(opened);
        if (opened) {
            Varint.writeSigned(openedMs, out);
            write(current, out);
            write(earlier, out);
        }
    }

    public static RotatingBloomFilter read(DataInput in) throws IOException {
        RotatingBloomFilter rotatingBloomFilter = new RotatingBloomFilter();
        rotatingBloomFilter.opened = in.readBoolean();
        if (rotatingBloomFilter.opened) {
            rotatingBloomFilter.openedMs = Varint.readSigned(in);
            rotatingBloomFilter.current = words(in);
            rotatingBloomFilter.earlier = words(in);
        }
        return rotatingBloomFilter;
    }

    /** Writes a bit mask of the words that are not zero, then these words. */
    private static void write(long[] words, DataOutput out) throws IOException {
        int some = 0;
        for (int i = 0; i < WORDS; i++) {
            some |= words[i] == 0 ? 0 : 1 << i;
        }
        out.writeByte(some);
        for (long word : words) {
            if (word != 0) {
                out.writeLong(word);
            }
        }
    }

    private static long[] words(DataInput in) throws IOException {
        int some = in.readByte();
        long[] words = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (some & 1 << i) == 0 ? 0 : in.readLong();
        }
        return words;
    }
}
