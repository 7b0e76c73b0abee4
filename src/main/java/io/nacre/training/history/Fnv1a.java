package io.nacre.training.history;

/**
 * The FNV-1a hash of a text, 64 bits, equal in every run. Its bits must be mixed before they are used as random
 * numbers.
 */
public final class Fnv1a {

    /** The hash of the empty text. */
    static final long START = 0xcbf2_9ce4_8422_2325L;

    private static final long PRIME = 0x100_0000_01b3L;

    private Fnv1a() {}

    public static long of(String text) {
        return of(START, text);
    }

    /** A pseudorandom number from 0 to 1 that depends only on the id. */
    public static double uniform(String id) {
        long hash = of(id);
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** Continues a hash with more text. */
    static long of(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
