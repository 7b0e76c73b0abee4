package io.nacre.payment;

import static java.util.Objects.requireNonNull;

/**
 * Where a record stood in its topic: the name every output carries, so that accounting closes.
 *
 * @param timestampMs the record's own timestamp, ms since 1970: when the platform handed it to the broker
 */
public record Origin(String topic, int partition, long offset, long timestampMs) {

    /** For what was never on a topic: history from a file. */
    public static final Origin NONE = new Origin("", 0, 0, 0);

    public Origin {
        requireNonNull(topic, "topic is null");
    }

    /**
     * An event time, but no later than the record's own timestamp where that is known: a time that is ahead of its
     * arrival says nothing about the present.
     */
    public long notAhead(long atMs) {
        return timestampMs > 0 ? Math.min(atMs, timestampMs) : atMs;
    }
}
