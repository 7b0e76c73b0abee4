package io.nacre.kafka.audit;

import io.nacre.secret.KeyedHash;

/**
 * Remembers one text for each of millions, both as numbers of 64 bits: 32 to 64 bytes each, where a map of texts takes
 * some hundred. Of ten million, two share a number with a chance of one in 300,000.
 */
final class FingerprintMap {

    private static final long NOTHING = 0;
    private static final int LEAST = 1 << 10;

    /** Nobody can choose ids that are taken for one another. */
    private static final KeyedHash HASH = KeyedHash.random();

    private long[] keys = new long[LEAST];
    private long[] values = new long[LEAST];
    private int size;

    /** What a text is known by; never 0. */
    static long of(String text) {
        long hash = HASH.of(text);
        return hash == NOTHING ? 1 : hash;
    }

    /** The value that is there from now on: the one that was there before, or else this one. */
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
