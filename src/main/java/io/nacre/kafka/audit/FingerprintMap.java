package io.nacre.kafka.audit;

import io.nacre.secret.KeyedHash;

/**
 * A map from texts to texts for millions of entries. It stores 64-bit hashes: 32 to 64 bytes per entry instead of about
 * a hundred. The probability of a collision among ten million texts is 1 in 300,000.
 */
final class FingerprintMap {

    private static final long NOTHING = 0;
    private static final int MIN_CAPACITY = 1 << 10;

    /** Keyed, so that nobody can construct colliding ids. */
    private static final KeyedHash HASH = KeyedHash.random();

    private long[] keys = new long[MIN_CAPACITY];
    private long[] values = new long[MIN_CAPACITY];
    private int size;

    /** The hash of a text; never 0. */
    static long of(String text) {
        long hash = HASH.of(text);
        return hash == NOTHING ? 1 : hash;
    }

    /** Returns the existing value, or stores and returns this one. */
    long putIfAbsent(long key, long value) {
        if (size >= keys.length / 2) {
            grow();
        }
        int at = slot(keys, key);
        if (keys[at] == NOTHING) {
            keys[at] = key;
            values[at] = value;
            size++;
        }
        return values[at];
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != NOTHING) {
                int at = slot(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    private static int slot(long[] keys, long key) {
        int at = (int) (key & (keys.length - 1));
        while (keys[at] != NOTHING && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }
}
