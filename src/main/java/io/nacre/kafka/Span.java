package io.nacre.kafka;

/**
 * Consecutive offsets of one partition.
 *
 * @param from the first
 * @param to behind the last
 */
record Span(long from, long to) {

    Span {
        to = Math.max(from, to);
    }

    boolean has(long offset) {
        return offset >= from && offset < to;
    }

    /** The rest of it, from this offset on. */
    Span after(long offset) {
        return new Span(Math.max(from, offset), to);
    }

    long length() {
        return to - from;
    }
}
