package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which values a key has met, the most recent {@code capacity} of them: first time, last time and how often.
 *
 * <p>Values are kept as 64-bit hashes: two of a million differ in all but one case in forty million.
 *
 * @param size how many entries are in use; the arrays may be longer
 */
@SuppressWarnings("ArrayRecordComponent") // A memory is never compared; folds reuse the arrays.
public record Seen(int size, long[] hashes, long[] firstMs, long[] lastMs, int[] counts) {

    /** No arrays to share: the first fold makes its own. */
    public static final Seen NONE = new Seen(0, new long[0], new long[0], new long[0], new int[0]);

    /** More than any memory asks for; whoever reads more than this reads damaged bytes. */
    private static final int SIZE_MOST = 4096;

    public static final Codec<Seen> CODEC = Codec.first(Seen::write, Seen::read);

    public boolean has(String value) {
        return indexOf(hash(value)) >= 0;
    }

    /** How often the value was met, 0 for one never met (or forgotten). */
    public int count(String value) {
        int index = indexOf(hash(value));
        return index < 0 ? 0 : counts[index];
    }

    /** When the value was first met, or -1. */
    public long firstMs(String value) {
        int index = indexOf(hash(value));
        return index < 0 ? -1 : firstMs[index];
    }

    /** When the value was last met, or -1. */
    public long lastMs(String value) {
        int index = indexOf(hash(value));
        return index < 0 ? -1 : lastMs[index];
    }

    /** How many different values were met in the {@code spanMs} before {@code atMs}; at most the capacity. */
    public int distinct(long atMs, long spanMs) {
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (lastMs[i] >= atMs - spanMs) {
                distinct++;
            }
        }
        return distinct;
    }

    /** After meeting the value; where there is no room left, the one not met for longest is forgotten. */
    public Seen plus(String value, long atMs, int capacity) {
        long hash = hash(value);
        int index = indexOf(hash);
        if (index >= 0) {
            firstMs[index] = Math.min(firstMs[index], atMs);
            lastMs[index] = Math.max(lastMs[index], atMs);
            counts[index]++;
            return this;
        }
        Seen roomy = size < capacity ? grown(capacity) : this;
        int slot = size < capacity ? size : stalest();
        roomy.hashes[slot] = hash;
        roomy.firstMs[slot] = atMs;
        roomy.lastMs[slot] = atMs;
        roomy.counts[slot] = 1;
        return roomy;
    }

    private Seen grown(int capacity) {
        if (size < hashes.length) {
            return new Seen(size + 1, hashes, firstMs, lastMs, counts);
        }
        int room = Math.min(capacity, Math.max(4, size * 2));
        return new Seen(
                size + 1,
                Arrays.copyOf(hashes, room),
                Arrays.copyOf(firstMs, room),
                Arrays.copyOf(lastMs, room),
                Arrays.copyOf(counts, room));
    }

    private int stalest() {
        int stalest = 0;
        for (int i = 1; i < size; i++) {
            if (lastMs[i] < lastMs[stalest]) {
                stalest = i;
            }
        }
        return stalest;
    }

    private int indexOf(long hash) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                return i;
            }
        }
        return -1;
    }

    /** FNV-1a over the characters, finished by the 64-bit mix of MurmurHash3. */
    static long hash(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** Times as distances: to the newest of all for the last, to its last for the first. */
    void write(DataOutput out) throws IOException {
        Varint.write(size, out);
        long newestMs = newestMs();
        if (size > 0) {
            Varint.writeSigned(newestMs, out);
        }
        for (int i = 0; i < size; i++) {
            out.writeLong(hashes[i]);
            Varint.write(newestMs - lastMs[i], out);
            Varint.write(lastMs[i] - firstMs[i], out);
            Varint.write(counts[i], out);
        }
    }

    static Seen read(DataInput in) throws IOException {
        int size = Varint.readCount(SIZE_MOST, in);
        // Room for one more: the next fold may add a value.
        int room = size == 0 ? 0 : size + 1;
        Seen seen = new Seen(size, new long[room], new long[room], new long[room], new int[room]);
        long newestMs = size == 0 ? 0 : Varint.readSigned(in);
        for (int i = 0; i < size; i++) {
            seen.hashes[i] = in.readLong();
            seen.lastMs[i] = newestMs - Varint.read(in);
            seen.firstMs[i] = seen.lastMs[i] - Varint.read(in);
            seen.counts[i] = (int) Varint.read(in);
        }
        return seen;
    }

    private long newestMs() {
        long newest = size == 0 ? 0 : lastMs[0];
        for (int i = 1; i < size; i++) {
            newest = Math.max(newest, lastMs[i]);
        }
        return newest;
    }
}
