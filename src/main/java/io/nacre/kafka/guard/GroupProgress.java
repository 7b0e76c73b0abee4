package io.nacre.kafka.guard;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRange;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed offsets of a job's consumer group. The job commits at each checkpoint, so records before these offsets
 * survive a failure.
 */
public final class GroupProgress implements AutoCloseable {

    private static final long ASK_EVERY_MS = 200;

    /** Maximum number of transaction markers after the last record: one per producer. */
    private static final int MAX_MARKS = 100;

    private final KafkaSettings settings;
    private final OffsetRangeReader scan;

    public GroupProgress(KafkaSettings settings) {
        this.settings = settings;
        this.scan = new OffsetRangeReader(settings, Isolation.READ_COMMITTED);
    }

    /** Returns once the group has read all records that are on the topics now. */
    public void await(List<Topic<?>> topics, Duration patience) {
        if (!reaches(topics, patience)) {
            throw new KafkaAccessException("the consumer group " + settings.groupId() + " has not read "
                    + String.join(", ", topics.stream().map(settings::nameOf).toList()) + " within "
                    + patience.toSeconds() + " s: check that the job runs, and the name of its group");
        }
    }

    /** Whether the group reads all records that are on the topics now before the timeout. */
    public boolean reaches(List<Topic<?>> topics, Duration patience) {
        Map<TopicPartition, OffsetRange> left = new HashMap<>();
        topics.forEach(topic -> left.putAll(scan.whole(settings.nameOf(topic))));
        if (isRead(left)) {
            return true;
        }
        endAtLastRecord(left);
        long startNs = System.nanoTime();
        while (!isRead(left)) {
            if (System.nanoTime() - startNs > patience.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    @Override
    public void close() {
        scan.close();
    }

    /** Removes the ranges that the group has read. A partition without records is complete. */
    private boolean isRead(Map<TopicPartition, OffsetRange> left) {
        Map<TopicPartition, Long> read = scan.committed(left.keySet());
        CommittedOffsets.requireWithin(settings, read, scan.ends(read.keySet()));
        left.replaceAll((partition, offsetRange) -> offsetRange.after(read.getOrDefault(partition, 0L)));
        left.values().removeIf(offsetRange -> offsetRange.length() == 0);
        return left.isEmpty();
    }

    /**
     * Ends each range at its last record, because the job commits the offset after it, not after the transaction
     * markers.
     */
    private void endAtLastRecord(Map<TopicPartition, OffsetRange> left) {
        Map<TopicPartition, OffsetRange> tails = new HashMap<>(left);
        tails.replaceAll((partition, offsetRange) -> offsetRange.after(offsetRange.to() - MAX_MARKS));
        left.replaceAll((partition, offsetRange) ->
                new OffsetRange(offsetRange.from(), Math.max(offsetRange.from(), offsetRange.to() - MAX_MARKS)));
        scan.read(
                tails,
                record -> left.computeIfPresent(
                        new TopicPartition(record.topic(), record.partition()),
                        (partition, offsetRange) -> new OffsetRange(offsetRange.from(), record.offset() + 1)));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "waiting for the job");
        }
    }
}
