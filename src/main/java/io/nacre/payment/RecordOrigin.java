package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stood in its topic: the name every output carries, so that accounting closes.
 *
 * @param timestampMs when the record came, ms since 1970: its own timestamp, as far as that can be
 * @param topicId the broker's id of the topic: a topic that is deleted and created again has its name and its offsets,
 *     and another id; null where it is not known
 */
public record RecordOrigin(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        @Nullable String topicId) {

    /** For what was never on a topic: history from a file. */
    public static final RecordOrigin NONE = new RecordOrigin("", 0, 0, 0);

    /** What is earlier is no time of a payment, and no record's timestamp: 1990. */
    public static final long EARLIEST_MS = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

    public RecordOrigin {
        requireNonNull(topic, "topic is null");
    }

    /**
     * The same with the reader's clock in place of a timestamp that cannot be the moment of arrival: a producer may set
     * any, 0 and the year 2100 too.
     *
     * @param nowMs the reader's clock
     */
    public RecordOrigin arrivedBy(long nowMs) {
        long arrivalMs = timestampMs < EARLIEST_MS ? nowMs : Math.min(timestampMs, nowMs);
        return arrivalMs == timestampMs ? this : new RecordOrigin(topic, partition, offset, arrivalMs, topicId);
    }

    /**
     * An event time, but no later than the arrival where that is known: a time that is ahead of its arrival says
     * nothing about the present.
     */
    public long notAhead(long atMs) {
        return timestampMs > 0 ? Math.min(atMs, timestampMs) : atMs;
    }

    /** Where the id of the topic is not known. */
    public RecordOrigin(String topic, int partition, long offset, long timestampMs) {
        this(topic, partition, offset, timestampMs, null);
    }

    /** The same without the id of the topic. */
    public RecordOrigin withoutTopicId() {
        return topicId == null ? this : new RecordOrigin(topic, partition, offset, timestampMs);
    }
}
