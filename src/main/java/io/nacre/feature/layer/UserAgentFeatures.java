package io.nacre.feature.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Converts a user agent to a few numbers by feature hashing. Words are runs of ASCII letters in any case, or of digits.
 * Words and pairs of adjacent words are hashed into {@value #BUCKETS} buckets, each with a sign, so that colliding
 * terms cancel out on average. The result depends only on the text, and needs no list of known user agents.
 */
final class UserAgentFeatures {

    static final int BUCKETS = 8;

    private static final int OTHER = 0;
    private static final int LETTER = 1;
    private static final int DIGIT = 2;

    /** The bit that converts an ASCII letter to lower case; digits already have it. */
    private static final int LOWER = 0x20;

    /** The last parsed text of this thread, because all features of a transaction use the same one. */
    private static final ThreadLocal<UserAgentFeatures> LAST = ThreadLocal.withInitial(UserAgentFeatures::new);

    private final int[] sums = new int[BUCKETS];
    private int terms;
    private @Nullable String agent;

    private UserAgentFeatures() {}

    /**
     * The value of a bucket: the sum of the signs of its terms, divided by the square root of the number of all terms.
     */
    @SuppressWarnings("ReferenceEquality") // The same object has the same text.
    static double weight(@Nullable String agent, int bucket) {
        if (agent == null) {
            return 0;
        }
        UserAgentFeatures words = LAST.get();
        if (words.agent != agent) {
            words.read(agent);
        }
        return words.terms == 0 ? 0 : words.sums[bucket] / Math.sqrt(words.terms);
    }

    private void read(String text) {
        Arrays.fill(sums, 0);
        terms = 0;
        agent = text;
        int before = 0;
        int at = 0;
        while (at < text.length()) {
            int kind = kind(text.charAt(at));
            int hash = 0;
            while (at < text.length() && kind(text.charAt(at)) == kind) {
                hash = 31 * hash + (text.charAt(at++) | LOWER);
            }
            if (kind == OTHER) {
                continue;
            }
            count(hash);
            if (terms > 1) {
                count(31 * before + hash + 1);
            }
            before = hash;
        }
    }

    private static int kind(char c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        int lower = c | LOWER;
        return lower >= 'a' && lower <= 'z' ? LETTER : OTHER;
    }

    /** Adds 1 or -1 to the bucket of a term, by the 32-bit finalizer of MurmurHash3. */
    private void count(int term) {
        int hash = term;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        hash ^= hash >>> 16;
        sums[hash & BUCKETS - 1] += hash < 0 ? -1 : 1;
        terms++;
    }
}
