package io.nacre.kafka.audit;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of offsets of one partition: one bit per offset, in pages that are allocated on demand. */
final class OffsetSet {

    private static final int PAGE_BITS = 1 << 16;

    private final Map<Long, BitSet> pages = new HashMap<>();
    private long size;

    /** False if the offset was in the set already. */
    boolean add(long offset) {
        BitSet page = pages.computeIfAbsent(offset / PAGE_BITS, number -> new BitSet(PAGE_BITS));
        int bit = (int) (offset % PAGE_BITS);
        if (page.get(bit)) {
            return false;
        }
        page.set(bit);
        size++;
        return true;
    }

    boolean has(long offset) {
        BitSet page = pages.get(offset / PAGE_BITS);
        return page != null && page.get((int) (offset % PAGE_BITS));
    }

    long size() {
        return size;
    }
}
