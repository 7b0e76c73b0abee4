package io.nacre.profile;

import io.nacre.secret.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which values a key has met, the most recent {@code capacity} of them: first time, last time and how often.
 *
 * <p>Values are kept as 32-bit hashes: of a hundred million new values, one is taken for one of the few dozen known.
 * The salt of the hashes is made with the first value and kept beside them, so that nobody can choose a value that is
 * taken for a known one, and job and training tell the same of the same values, whatever their salts.
 */
public final class RecentValues {

    /** Nothing yet. Folds make their own. */
    public static final RecentValues NONE = new RecentValues(0, 0);

    public static final StateCodec<RecentValues> CODEC = StateCodec.first(RecentValues::write, RecentValues::read);

    /** More than any memory asks for; whoever reads more than this reads damaged bytes. */
    private static final int MAX_SIZE = 4096;

    /** Added to the size where a salt follows; a program before this knew none, and hashed by {@link #early}. */
    private static final int SALTED = 1 << 13;

    private static final long HASH_BITS = 0xFFFFFFFFL;

    /** 0: hashes need none. */
    private int salt;

    private int size;
    private int[] hashes;
    private long[] firstMs;
    private long[] lastMs;
    private int[] counts;

    /** What was looked for last, and where it was: the features of a payment all ask for the same value. */
    private @Nullable String asked;

    private int askedHash;
    private int askedIndex;

    private RecentValues(int size, int room) {
        this.size = size;
        this.hashes = new int[room];
        this.firstMs = new long[room];
        this.lastMs = new long[room];
        this.counts = new int[room];
    }

    /** How many different values are remembered. */
    public int size() {
        return size;
    }

    public boolean has(String value) {
        return indexOf(value) >= 0;
    }

    /** How often the value was met, 0 for one never met (or forgotten). */
    public int count(String value) {
        int index = indexOf(value);
        return index < 0 ? 0 : counts[index];
    }

    /** When the value was first met, or -1. */
    public long firstMs(String value) {
        int index = indexOf(value);
        return index < 0 ? -1 : firstMs[index];
    }

    /** When the value was last met, or -1. */
    public long lastMs(String value) {
        int index = indexOf(value);
        return index < 0 ? -1 : lastMs[index];
    }

    /** How many different values were met in the {@code spanMs} before {@code atMs}; at most the capacity. */
    public int distinct(long atMs, long spanMs) {
        int distinct = 0;
        long sinceMs = atMs - spanMs;
        for (int i = 0; i < size; i++) {
            distinct += lastMs[i] >= sinceMs ? 1 : 0;
        }
        return distinct;
    }

    /**
     * After meeting the value; where there is no room left, the one not met for longest is forgotten. What was before
     * is no more.
     */
    public RecentValues plus(String value, long atMs, int capacity) {
        RecentValues after = this == NONE ? salted(value) : this;
        after.add(value, atMs, capacity);
        return after;
    }

    private static RecentValues salted(String first) {
        RecentValues recentValues = new RecentValues(0, 0);
        recentValues.salt = (int) KeyedHash.salt(first);
        return recentValues;
    }

    private int hash(String value) {
        return salt == 0 ? early(value) : (int) KeyedHash.salted(salt).of(value);
    }

    private void add(String value, long atMs, int capacity) {
        int index = indexOf(value);
        int hash = size == 0 ? hash(value) : askedHash;
        asked = null;
        if (index >= 0) {
            firstMs[index] = Math.min(firstMs[index], atMs);
            lastMs[index] = Math.max(lastMs[index], atMs);
            counts[index]++;
            return;
        }
        int slot = size < capacity ? grow(capacity) : stalest();
        hashes[slot] = hash;
        firstMs[slot] = atMs;
        lastMs[slot] = atMs;
        counts[slot] = 1;
    }

    private int grow(int capacity) {
        if (size == hashes.length) {
            int room = Math.min(capacity, Math.max(4, size * 2));
            hashes = Arrays.copyOf(hashes, room);
            firstMs = Arrays.copyOf(firstMs, room);
            lastMs = Arrays.copyOf(lastMs, room);
            counts = Arrays.copyOf(counts, room);
        }
        return size++;
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

    @SuppressWarnings("ReferenceEquality") // The very same text needs no second look; another equal one is found, too.
    private int indexOf(String value) {
        if (size == 0) {
            return -1;
        }
        if (asked == value) {
            return askedIndex;
        }
        int hash = hash(value);
        int index = size - 1;
        while (index >= 0 && hashes[index] != hash) {
            index--;
        }
        asked = value;
        askedHash = hash;
        askedIndex = index;
        return index;
    }

    /** FNV-1a over the characters, finished by the 64-bit mix of MurmurHash3; its upper half. It needs no salt. */
    static int early(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (hash >>> 32);
    }

    /** Four columns; times as distances: to the newest of all for the last, to its last for the first. */
    void write(DataOutput out) throws IOException {
        Varint.write(size == 0 || salt == 0 ? size : size + SALTED, out);
        if (size == 0) {
            return;
        }
        if (salt != 0) {
            out.writeInt(salt);
        }
        long newestMs = newestMs();
        Varint.writeSigned(newestMs, out);
        long lasts = 0;
        long firsts = 0;
        long many = 0;
        for (int i = 0; i < size; i++) {
            lasts |= newestMs - lastMs[i];
            firsts |= lastMs[i] - firstMs[i];
            many |= counts[i];
        }
        BitPackedColumn.Writer hash = new BitPackedColumn.Writer(HASH_BITS, out);
        for (int i = 0; i < size; i++) {
            hash.put(hashes[i] & HASH_BITS);
        }
        hash.close();
        BitPackedColumn.Writer last = new BitPackedColumn.Writer(lasts, out);
        for (int i = 0; i < size; i++) {
            last.put(newestMs - lastMs[i]);
        }
        last.close();
        BitPackedColumn.Writer first = new BitPackedColumn.Writer(firsts, out);
        for (int i = 0; i < size; i++) {
            first.put(lastMs[i] - firstMs[i]);
        }
        first.close();
        BitPackedColumn.Writer count = new BitPackedColumn.Writer(many, out);
        for (int i = 0; i < size; i++) {
            count.put(counts[i]);
        }
        count.close();
    }

    static RecentValues read(DataInput in) throws IOException {
        int written = Varint.readCount(SALTED + MAX_SIZE, in);
        int size = written > MAX_SIZE ? written - SALTED : written;
        if (size < 0) {
            throw new IOException("damaged bytes: a memory of " + written + " values");
        }
        if (written == 0) {
            return NONE;
        }
        int salt = written > MAX_SIZE ? in.readInt() : 0;
        // Room for one more: the next fold may add a value.
        RecentValues recentValues = new RecentValues(size, size + 1);
        recentValues.salt = salt;
        long newestMs = Varint.readSigned(in);
        BitPackedColumn.Reader hash = new BitPackedColumn.Reader(size, in);
        for (int i = 0; i < size; i++) {
            recentValues.hashes[i] = (int) hash.next();
        }
        BitPackedColumn.Reader last = new BitPackedColumn.Reader(size, in);
        for (int i = 0; i < size; i++) {
            recentValues.lastMs[i] = newestMs - last.next();
        }
        BitPackedColumn.Reader first = new BitPackedColumn.Reader(size, in);
        for (int i = 0; i < size; i++) {
            recentValues.firstMs[i] = recentValues.lastMs[i] - first.next();
        }
        BitPackedColumn.Reader count = new BitPackedColumn.Reader(size, in);
        for (int i = 0; i < size; i++) {
            recentValues.counts[i] = (int) count.next();
        }
        return recentValues;
    }

    private long newestMs() {
        long newest = lastMs[0];
        for (int i = 1; i < size; i++) {
            newest = Math.max(newest, lastMs[i]);
        }
        return newest;
    }
}
