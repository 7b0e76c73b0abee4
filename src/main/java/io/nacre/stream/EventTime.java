package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Generates watermarks from transactions only. Watermarks expire state and close idle incidents; no decision waits for
 * them. Other events may have any timestamp, so they do not advance the watermark. A transaction advances it at most to
 * the time at which its record reached the broker. So one sender's wrong clock cannot close other accounts' incidents
 * or expire their state early.
 */
final class EventTime implements WatermarkGenerator<EnrichedEvent> {

    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(10);

    /** A partition without records for this long does not hold back the others. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private long newestMs = Long.MIN_VALUE + OUT_OF_ORDER.toMillis() + 1;

    static WatermarkStrategy<EnrichedEvent> ofTransactions() {
        return WatermarkStrategy.<EnrichedEvent>forGenerator(context -> new EventTime())
                .withTimestampAssigner(
                        (enrichedEvent, recordMs) -> enrichedEvent.keys().atMs())
                .withIdleness(IDLE);
    }

    /** For a stream that must not affect event time. */
    static <T> WatermarkStrategy<T> noWatermarks() {
        return WatermarkStrategy.<T>noWatermarks().withIdleness(Duration.ofSeconds(1));
    }

    @Override
    public void onEvent(EnrichedEvent event, long atMs, WatermarkOutput output) {
        if (event instanceof TransactionEvent) {
            newestMs = Math.max(newestMs, Math.min(atMs, brokerMs(event)));
        }
    }

    /**
     * The record's timestamp, which is at most the clock of the subtask that decoded it. Unlimited for a transaction
     * that was not read from a topic.
     */
    private static long brokerMs(EnrichedEvent event) {
        long recordMs = event.origin().timestampMs();
        return recordMs > 0 ? recordMs : Long.MAX_VALUE;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(newestMs - OUT_OF_ORDER.toMillis() - 1));
    }
}
