package io.nacre.training;

/** 64 bits that stand for a text, the same in every run: FNV-1a. Its bits want mixing before they look random. */
final class Fnv1a {

    /** Of the empty text. */
    static final long START = 0xcbf2_9ce4_8422_2325L;

    private static final long PRIME = 0x100_0000_01b3L;

    private Fnv1a() {}

    static long of(String text) {
        return of(START, text);
    }

    /** Goes on from the hash of what stands before the text. */
    static long of(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
