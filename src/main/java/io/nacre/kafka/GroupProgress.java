package io.nacre.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a job's consumer group has come. The job reports at each checkpoint, so what counts as read here survives a
 * failure of the job.
 */
public final class GroupProgress implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long ASK_EVERY_MS = 200;

    private final KafkaSettings settings;
    private final Admin admin;

    public GroupProgress(KafkaSettings settings) {
        this.settings = settings;
        this.admin = settings.admin(PATIENCE);
    }

    /** Returns once the group has read everything that is on the topics now. */
    public void await(List<Topic<?>> topics, Duration patience) {
        if (!reaches(topics, patience)) {
            throw new KafkaFailure("the consumer group " + settings.groupId() + " has not read "
                    + String.join(", ", topics.stream().map(settings::nameOf).toList()) + " within "
                    + patience.toSeconds() + " s: check that the job runs, and its group's name");
        }
    }

    /**
     * Whether the group has read everything that is on the topics now before patience ends. Where a transaction's mark
     * lies behind the last record, it has not until another record comes.
     */
    public boolean reaches(List<Topic<?>> topics, Duration patience) {
        Map<TopicPartition, Long> ends = ends(topics);
        long startNs = System.nanoTime();
        while (!hasRead(ends)) {
            if (System.nanoTime() - startNs > patience.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }

    private Map<TopicPartition, Long> ends(List<Topic<?>> topics) {
        List<String> names = topics.stream().map(settings::nameOf).toList();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription topic :
                await(admin.describeTopics(names).allTopicNames()).values()) {
            topic.partitions()
                    .forEach(
                            part -> asked.put(new TopicPartition(topic.name(), part.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                await(admin.listOffsets(asked).all()).entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    /** A partition without a record needs no reading. */
    private boolean hasRead(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> read =
                await(admin.listConsumerGroupOffsets(settings.groupId()).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata reached = read.get(end.getKey());
            return end.getValue() == 0 || (reached != null && reached.offset() >= end.getValue());
        });
    }

    private <V> V await(KafkaFuture<V> future) {
        return Awaited.of(future, settings, "waiting for the job");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
        } catch (InterruptedException e) {
            throw Awaited.interrupted(e, "waiting for the job");
        }
    }
}
