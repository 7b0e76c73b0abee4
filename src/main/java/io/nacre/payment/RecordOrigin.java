package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Topic, partition and offset of a record. Every output carries the origin of its input, so that all inputs can be
 * reconciled.
 *
 * @param timestampMs arrival time, ms since 1970: the record's timestamp if it is plausible
 * @param topicId the broker's id of the topic; null if unknown. A topic that is deleted and created again keeps its
 *     name and restarts its offsets, but gets a new id
 * @param headers the headers that outputs take over from their input, such as a trace context; most records have none
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes Map, not the immutable types.
public record RecordOrigin(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        @Nullable String topicId,
        Map<String, String> headers) {

    /** For records that were never on a topic, such as history from a file. */
    public static final RecordOrigin NONE = new RecordOrigin("", 0, 0, 0);

    /** The earliest valid event time or record timestamp: 1990. */
    public static final long EARLIEST_MS = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

    public RecordOrigin {
        requireNonNull(topic, "topic is null");
        requireNonNull(headers, "headers is null");
    }

    /**
     * Replaces a timestamp that cannot be the arrival time by the consumer's clock. A producer may set any timestamp,
     * including 0 or the year 2100.
     *
     * @param nowMs the consumer's clock
     */
    public RecordOrigin arrivedBy(long nowMs) {
        long arrivalMs = timestampMs < EARLIEST_MS ? nowMs : Math.min(timestampMs, nowMs);
        return arrivalMs == timestampMs
                ? this
                : new RecordOrigin(topic, partition, offset, arrivalMs, topicId, headers);
    }

    /** The event time, limited to the arrival time if that is known. An event time after the arrival is wrong. */
    public long notAhead(long atMs) {
        return timestampMs > 0 ? Math.min(atMs, timestampMs) : atMs;
    }

    /** Creates an origin without a topic id. */
    public RecordOrigin(String topic, int partition, long offset, long timestampMs) {
        this(topic, partition, offset, timestampMs, null);
    }

    /** Creates an origin without headers. */
    public RecordOrigin(String topic, int partition, long offset, long timestampMs, @Nullable String topicId) {
        this(topic, partition, offset, timestampMs, topicId, Map.of());
    }

    /** The origin without one of its headers. */
    public RecordOrigin without(String header) {
        if (!headers.containsKey(header)) {
            return this;
        }
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.remove(header);
        return new RecordOrigin(topic, partition, offset, timestampMs, topicId, others);
    }

    /** The origin without its topic id. */
    public RecordOrigin withoutTopicId() {
        return topicId == null ? this : new RecordOrigin(topic, partition, offset, timestampMs, null, headers);
    }
}
