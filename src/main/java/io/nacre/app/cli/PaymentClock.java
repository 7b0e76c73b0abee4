package io.nacre.app.cli;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.EventTimeLag;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;

/** Estimates the current event time. */
public final class PaymentClock {

    private PaymentClock() {}

    /** The clock minus the lag of the latest decisions; the clock itself if the decisions are not readable. */
    public static long nowMs(KafkaSettings settings) {
        EventTimeLag lag = new EventTimeLag();
        try (TopicReader<Decision> decisions = new TopicReader<>(settings, TopicCatalogue.DECISIONS)) {
            decisions.skipToNewest(EventTimeLag.NEWEST_RECORDS);
            decisions.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                    lag.add(read.value());
                }
            });
        } catch (KafkaAccessException unreadable) {
            // Without access to decisions, assume live transactions.
        }
        return System.currentTimeMillis() - lag.lagMs();
    }
}
