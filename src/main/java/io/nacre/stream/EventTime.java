package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time follows the transactions, and only forgets: no decision ever waits for it. News may speak of any time, and
 * does not move it; nor does a transaction move it beyond the time at which its record reached the broker, so that one
 * sender's wrong clock makes nobody else's incidents end and memories fade early.
 */
final class EventTime implements WatermarkGenerator<EnrichedEvent> {

    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(10);

    /** A partition that says nothing for so long does not hold back the others. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private long newestMs = Long.MIN_VALUE + OUT_OF_ORDER.toMillis() + 1;

    static WatermarkStrategy<EnrichedEvent> ofTransactions() {
        return WatermarkStrategy.<EnrichedEvent>forGenerator(context -> new EventTime())
                .withTimestampAssigner(
                        (enrichedEvent, recordMs) -> enrichedEvent.keys().atMs())
                .withIdleness(IDLE);
    }

    /** For a stream that has no say in event time. */
    static <T> WatermarkStrategy<T> noWatermarks() {
        return WatermarkStrategy.<T>noWatermarks().withIdleness(Duration.ofSeconds(1));
    }

    @Override
    public void onEvent(EnrichedEvent event, long atMs, WatermarkOutput output) {
        if (event instanceof TransactionEvent) {
            newestMs = Math.max(newestMs, Math.min(atMs, brokerMs(event)));
        }
    }

    /** No later than the reader's clock; unknown where a transaction was on no topic. */
    private static long brokerMs(EnrichedEvent event) {
        long recordMs = event.origin().timestampMs();
        return recordMs > 0 ? recordMs : Long.MAX_VALUE;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(newestMs - OUT_OF_ORDER.toMillis() - 1));
    }
}
