package io.nacre.feature;

import org.jspecify.annotations.Nullable;

/**
 * The text of a user agent as a few numbers. Its words (runs of ASCII letters in any case, or of digits) and pairs of
 * neighbouring words are hashed into {@value #BUCKETS} buckets, each with a sign, so that strangers who meet in a
 * bucket cancel rather than add up. The same text gives the same numbers everywhere, and no list of agents has to be
 * kept.
 */
final class AgentWords {

    static final int BUCKETS = 8;

    private static final int OTHER = 0;
    private static final int LETTER = 1;
    private static final int DIGIT = 2;

    /** The bit that makes an ASCII letter a small one, and leaves a digit as it is. */
    private static final int LOWER = 0x20;

    private AgentWords() {}

    /** What a bucket weighs: signs of its words and pairs, over the square root of how many the whole text has. */
    static double weight(@Nullable String agent, int bucket) {
        if (agent == null) {
            return 0;
        }
        int sum = 0;
        int terms = 0;
        int before = 0;
        int at = 0;
        while (at < agent.length()) {
            int kind = kind(agent.charAt(at));
            int hash = 0;
            while (at < agent.length() && kind(agent.charAt(at)) == kind) {
                hash = 31 * hash + (agent.charAt(at++) | LOWER);
            }
            if (kind == OTHER) {
                continue;
            }
            sum += sign(hash, bucket);
            terms++;
            if (terms > 1) {
                sum += sign(31 * before + hash + 1, bucket);
                terms++;
            }
            before = hash;
        }
        return terms == 0 ? 0 : sum / Math.sqrt(terms);
    }

    private static int kind(char c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        int lower = c | LOWER;
        return lower >= 'a' && lower <= 'z' ? LETTER : OTHER;
    }

    /** 1 or -1 if the term falls into the bucket, else 0; the mix is MurmurHash3's for 32 bits. */
    private static int sign(int term, int bucket) {
        int hash = term;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        hash ^= hash >>> 16;
        return (hash & BUCKETS - 1) != bucket ? 0 : hash < 0 ? -1 : 1;
    }
}
