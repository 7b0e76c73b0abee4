package io.nacre.kafka;

/**
 * Consecutive offsets of one partition.
 *
 * @param from the first
 * @param to behind the last
 */
record OffsetRange(long from, long to) {

    OffsetRange {
        to = Math.max(from, to);
    }

    boolean has(long offset) {
        return offset >= from && offset < to;
    }

    /** The rest of it, from this offset on. */
    OffsetRange after(long offset) {
        return new OffsetRange(Math.max(from, offset), to);
    }

    long length() {
        return to - from;
    }
}
