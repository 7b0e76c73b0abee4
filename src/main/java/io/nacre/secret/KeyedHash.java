package io.nacre.secret;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) with 64 or 128 bits. Without the key nobody can construct collisions or
 * texts with a given hash. It is used for all values that a payer may choose.
 */
public final class KeyedHash {

    private static final KeyedHash SALTS = random();

    private final long key0;
    private final long key1;

    public KeyedHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** With a random key, for hashes that are not stored. */
    public static KeyedHash random() {
        SecureRandom random = new SecureRandom();
        return new KeyedHash(random.nextLong(), random.nextLong());
    }

    /** With a salt that is stored next to the hashes, in state that payers cannot read. */
    public static KeyedHash salted(long salt) {
        return new KeyedHash(salt, ~salt);
    }

    /** The 64-bit hash of a text with such a salt; a transaction computes a dozen, so it allocates little. */
    public static long salted(long salt, String text) {
        return new Message(salt, ~salt, false).finish(text);
    }

    /**
     * An unpredictable salt, never 0. It is equal for the same text within one process, so that a repeated computation
     * gives the same result.
     */
    public static long salt(String about) {
        return SALTS.of(about) | 1;
    }

    /** The 64-bit hash of a text. */
    public long of(String text) {
        return new Message(key0, key1, false).finish(text);
    }

    /** A pseudorandom number from 0 to 1 that depends only on the text and the key. */
    public double uniform(String text) {
        return (of(text) >>> 11) * 0x1p-53;
    }

    /** A 128-bit hash of several parts; the boundaries of the parts count. */
    public Message wide() {
        return new Message(key0, key1, true);
    }

    /** An incremental hash, eight bytes at a time. Not thread-safe. */
    public static final class Message {

        private final boolean wide;
        private long v0;
        private long v1;
        private long v2;
        private long v3;
        private long bytes;

        private Message(long key0, long key1, boolean wide) {
            this.wide = wide;
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ (wide ? 0x646f72616e646f83L : 0x646f72616e646f6dL);
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        public Message put(long word) {
            bytes += Long.BYTES;
            absorb(word);
            return this;
        }

        /** Adds a part, which may be null, with its length, so that part boundaries are unambiguous. */
        public Message part(@Nullable String text) {
            put(text == null ? -1 : text.length());
            if (text != null) {
                int at = whole(text);
                if (at < text.length()) {
                    put(rest(text, at));
                }
            }
            return this;
        }

        /** The hash with a last text, which needs no length: its rest goes into the last word. */
        private long finish(String text) {
            int at = whole(text);
            bytes += (long) Character.BYTES * (text.length() - at);
            return finish(rest(text, at));
        }

        private int whole(String text) {
            int at = 0;
            for (; at + 4 <= text.length(); at += 4) {
                put(word(text, at, 4));
            }
            return at;
        }

        private static long rest(String text, int at) {
            return word(text, at, text.length() - at);
        }

        private static long word(String text, int at, int characters) {
            long word = 0;
            for (int i = 0; i < characters; i++) {
                word |= (long) text.charAt(at + i) << (Character.SIZE * i);
            }
            return word;
        }

        /** The hash, or its first half. */
        public long finish() {
            return finish(0);
        }

        private long finish(long tail) {
            absorb(tail | (bytes << 56));
            v2 ^= wide ? 0xee : 0xff;
            return rounds();
        }

        /** The second half of a 128-bit hash, after {@link #finish}. */
        public long second() {
            v1 ^= 0xdd;
            return rounds();
        }

        private long rounds() {
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
