package io.nacre.kafka.client;

/**
 * Consecutive offsets of one partition.
 *
 * @param from the first offset
 * @param to after the last offset
 */
public record OffsetRange(long from, long to) {

    public OffsetRange {
        to = Math.max(from, to);
    }

    public boolean has(long offset) {
        return offset >= from && offset < to;
    }

    /** The rest of the range from this offset on. */
    public OffsetRange after(long offset) {
        return new OffsetRange(Math.max(from, offset), to);
    }

    public long length() {
        return to - from;
    }
}
