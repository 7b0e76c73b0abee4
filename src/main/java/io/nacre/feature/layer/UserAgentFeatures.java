package io.nacre.feature.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a user agent as a few numbers. Its words (runs of ASCII letters in any case, or of digits) and pairs of
 * neighbouring words are hashed into {@value #BUCKETS} buckets, each with a sign, so that strangers who meet in a
 * bucket cancel rather than add up. The same text gives the same numbers everywhere, and no list of agents has to be
 * kept.
 */
final class UserAgentFeatures {

    static final int BUCKETS = 8;

    private static final int OTHER = 0;
    private static final int LETTER = 1;
    private static final int DIGIT = 2;

    /** The bit that makes an ASCII letter a small one, and leaves a digit as it is. */
    private static final int LOWER = 0x20;

    /** The features of one payment all ask for the same text: it is read once. */
    private static final ThreadLocal<UserAgentFeatures> LAST = ThreadLocal.withInitial(UserAgentFeatures::new);

    private final int[] sums = new int[BUCKETS];
    private int terms;
    private @Nullable String agent;

    private UserAgentFeatures() {}

    /** What a bucket weighs: signs of its words and pairs, over the square root of how many the whole text has. */
    @SuppressWarnings("ReferenceEquality") // The very same text needs no second look.
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

    /** 1 or -1 for the bucket that the term falls into; the mix is MurmurHash3's for 32 bits. */
    private void count(int term) {
        int hash = term;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        hash ^= hash >>> 16;
        sums[hash & BUCKETS - 1] += hash < 0 ? -1 : 1;
        terms++;
    }
}
