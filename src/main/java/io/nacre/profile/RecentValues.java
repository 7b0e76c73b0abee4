package io.nacre.profile;

import io.nacre.payment.Varint;
import io.nacre.secret.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The most recent {@code capacity} values of a key, each with its first time, last time and count.
 *
 * <p>Values are stored as 32-bit hashes, so about one in a hundred million new values collides with one of the few
 * dozen known. The salt is created with the first value and stored next to the hashes. So nobody can construct a
 * colliding value, and job and training give the same results although their salts differ.
 */
public final class RecentValues {

    /** Empty. Updates create a new instance. */
    public static final RecentValues NONE = new RecentValues(0, 0);

    public static final StateCodec<RecentValues> CODEC = StateCodec.first(RecentValues::write, RecentValues::read);

    /** More than any capacity; a larger size means damaged bytes. */
    private static final int MAX_SIZE = 4096;

    /** Flag in the size: a salt follows. Earlier versions had no salt, and hashed with {@link #unsaltedHash}. */
    private static final int SALTED = 1 << 13;

    private static final long HASH_BITS = 0xFFFFFFFFL;

    /** 0: no salt. */
    private int salt;

    private int size;
    private int[] hashes;
    private long[] firstMs;
    private long[] lastMs;
    private int[] counts;

    /** The last value that was looked up, and its index: all features of a transaction look up the same value. */
    private @Nullable String lookedUp;

    private int lookedUpHash;
    private int lookedUpIndex;

    private RecentValues(int size, int room) {
        this.size = size;
        this.hashes = new int[room];
        this.firstMs = new long[room];
        this.lastMs = new long[room];
        this.counts = new int[room];
    }

    /** The number of values. */
    public int size() {
        return size;
    }

    public boolean has(String value) {
        return indexOf(value) >= 0;
    }

    /** The count of the value; 0 if it is unknown or evicted. */
    public int count(String value) {
        int index = indexOf(value);
        return index < 0 ? 0 : counts[index];
    }

    /** The first time of the value, or -1. */
    public long firstMs(String value) {
        int index = indexOf(value);
        return index < 0 ? -1 : firstMs[index];
    }

    /** The last time of the value, or -1. */
    public long lastMs(String value) {
        int index = indexOf(value);
        return index < 0 ? -1 : lastMs[index];
    }

    /** The number of values in the {@code spanMs} before {@code atMs}; at most the capacity. */
    public int distinct(long atMs, long spanMs) {
        int distinct = 0;
        long sinceMs = atMs - spanMs;
        for (int i = 0; i < size; i++) {
            distinct += lastMs[i] >= sinceMs ? 1 : 0;
        }
        return distinct;
    }

    /**
     * Adds a value, and evicts the least recent one if there is no space. The previous instance must not be used any
     * more.
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
        return salt == 0 ? unsaltedHash(value) : (int) KeyedHash.salted(salt, value);
    }

    private void add(String value, long atMs, int capacity) {
        int index = indexOf(value);
        int hash = size == 0 ? hash(value) : lookedUpHash;
        lookedUp = null;
        if (index >= 0) {
            firstMs[index] = Math.min(firstMs[index], atMs);
            lastMs[index] = Math.max(lastMs[index], atMs);
            counts[index]++;
            return;
        }
        int slot = size < capacity ? grow(capacity) : leastRecent();
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

    private int leastRecent() {
        int leastRecent = 0;
        for (int i = 1; i < size; i++) {
            if (lastMs[i] < lastMs[leastRecent]) {
                leastRecent = i;
            }
        }
        return leastRecent;
    }

    @SuppressWarnings("ReferenceEquality") // The same reference is a fast path; equal texts are found as well.
    private int indexOf(String value) {
        if (size == 0) {
            return -1;
        }
        if (lookedUp == value) {
            return lookedUpIndex;
        }
        int hash = hash(value);
        int index = size - 1;
        while (index >= 0 && hashes[index] != hash) {
            index--;
        }
        lookedUp = value;
        lookedUpHash = hash;
        lookedUpIndex = index;
        return index;
    }

    /** The hash without a salt: FNV-1a over the characters, finished by the 64-bit mix of MurmurHash3, upper half. */
    static int unsaltedHash(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (hash >>> 32);
    }

    /** Writes four columns; last times relative to the newest, first times relative to the last time. */
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
            throw new IOException("the bytes are damaged: " + written + " recent values");
        }
        if (written == 0) {
            return NONE;
        }
        int salt = written > MAX_SIZE ? in.readInt() : 0;
        // Space for one more value, because the next update may add it.
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
