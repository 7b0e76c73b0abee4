package io.nacre.app.cli;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;

/**
 * Which moment it is for payments. Orders hold by event time: where a world is simulated, or history is replayed, that
 * runs behind this machine's clock, and a freeze that stops every payment would look long over.
 */
public final class PaymentClock {

    private static final long NEWEST_RECORDS = 1_000;

    /** Payments of today come late by less. */
    private static final long USUAL_LAG_MS = 3_600_000;

    private PaymentClock() {}

    /**
     * This machine's clock, less what the newest decisions were late by when they were made: the least of it, for
     * single payments may be of any age. This machine's clock where there are no decisions, or none that may be read.
     */
    public static long nowMs(KafkaSettings settings) {
        long[] lagMs = {Long.MAX_VALUE};
        try (TopicReader<Decision> decisions = new TopicReader<>(settings, TopicCatalogue.DECISIONS)) {
            decisions.skipToNewest(NEWEST_RECORDS);
            decisions.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                    Decision decision = read.value();
                    lagMs[0] = Math.min(lagMs[0], decision.decidedAtMs() - decision.eventTimeMs());
                }
            });
        } catch (KafkaAccessException unreadable) {
            // Who may not read decisions orders for payments of today.
        }
        boolean behind = lagMs[0] > USUAL_LAG_MS && lagMs[0] != Long.MAX_VALUE;
        return System.currentTimeMillis() - (behind ? lagMs[0] : 0);
    }
}
