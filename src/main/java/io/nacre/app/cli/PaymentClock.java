package io.nacre.app.cli;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;

/**
 * Estimates the current event time. Freezes and list entries are valid by event time. In a simulation or a replay it is
 * behind the clock, so an active freeze would seem to have expired.
 */
public final class PaymentClock {

    private static final long NEWEST_RECORDS = 1_000;

    /** A smaller lag is normal for live transactions. */
    private static final long USUAL_LAG_MS = 3_600_000;

    private PaymentClock() {}

    /**
     * The clock minus the minimum lag of the latest decisions; single late transactions do not count. It is the clock
     * itself if there are no decisions or they are not readable.
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
            // Without access to decisions, assume live transactions.
        }
        boolean behind = lagMs[0] > USUAL_LAG_MS && lagMs[0] != Long.MAX_VALUE;
        return System.currentTimeMillis() - (behind ? lagMs[0] : 0);
    }
}
