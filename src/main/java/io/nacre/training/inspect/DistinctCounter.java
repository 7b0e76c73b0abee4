package io.nacre.training.inspect;

import io.nacre.training.history.Fnv1a;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts distinct texts and repeats, exactly up to a capacity. Then it estimates both from a uniform sample: the texts
 * whose hash starts with enough zero bits. The method is Flajolet, On adaptive sampling, Computing 43, 1990.
 */
final class DistinctCounter {

    private final int capacity;
    private final Map<Long, Integer> counts = new HashMap<>();
    private int zeroBits;

    DistinctCounter(int capacity) {
        this.capacity = capacity;
    }

    void add(String text) {
        long hash = hash(text);
        if (!isKept(hash)) {
            return;
        }
        counts.merge(hash, 1, Integer::sum);
        while (counts.size() > capacity) {
            zeroBits++;
            counts.keySet().removeIf(kept -> !isKept(kept));
        }
    }

    /** False once the counts are estimates. */
    boolean isExact() {
        return zeroBits == 0;
    }

    long distinct() {
        return (long) counts.size() << zeroBits;
    }

    /** The number of texts that occurred before. */
    long repeats() {
        long repeats = 0;
        for (int count : counts.values()) {
            repeats += count - 1;
        }
        return repeats << zeroBits;
    }

    private boolean isKept(long hash) {
        return Long.numberOfLeadingZeros(hash) >= zeroBits;
    }

    /** Mixes the bits again: otherwise the first bits of short texts are similar. */
    private static long hash(String text) {
        long hash = Fnv1a.of(text);
        hash = (hash ^ hash >>> 33) * 0xff51_afd7_ed55_8ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
        return hash ^ hash >>> 33;
    }
}
