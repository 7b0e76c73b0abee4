package io.nacre.webhook;

import java.util.TreeSet;

/**
 * How far a partition is delivered. The offset to commit is that of the oldest event that is neither delivered nor a
 * dead letter, so that a restart repeats events and loses none. Thread-safe.
 */
final class PartitionProgress {

    private final TreeSet<Long> undelivered = new TreeSet<>();
    private long positionOffset;

    /** @param positionOffset offset of the first record to read */
    PartitionProgress(long positionOffset) {
        this.positionOffset = positionOffset;
    }

    /** Adds an event. */
    synchronized void add(long offset) {
        undelivered.add(offset);
    }

    /** Records that an event was delivered, or is a dead letter. */
    synchronized void complete(long offset) {
        undelivered.remove(offset);
    }

    /** Records that everything before this offset was added, or has no event. */
    synchronized void advance(long offset) {
        positionOffset = Math.max(positionOffset, offset);
    }

    /** The offset to commit. */
    synchronized long committable() {
        return undelivered.isEmpty() ? positionOffset : Math.min(undelivered.first(), positionOffset);
    }
}
