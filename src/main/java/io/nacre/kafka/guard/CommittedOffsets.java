package io.nacre.kafka.guard;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job's consumer group has committed: the trace that a job has read there. Flink commits with each checkpoint; a
 * job without state commits once more before it hands on its first record, and marks that it was there with empty
 * memory. So a job that begins with empty memory knows whether one has decided payments before with more than that.
 */
public final class CommittedOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedOffsets.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a job without state commits before its first record. Flink commits no text, and takes this one's place. */
    private static final String BEGUN = "begun with empty memory";

    private CommittedOffsets() {}

    /** Whether a job has read transactions with this group, and remembered them in a checkpoint. */
    public static boolean hasRead(KafkaSettings settings) {
        try (Admin admin = settings.admin(PATIENCE)) {
            return ofTransactions(settings, admin).values().stream().anyMatch(CommittedOffsets::isRemembered);
        }
    }

    /**
     * Refuses a job that has restored nothing where its group remembered something before. Asked before the job's first
     * checkpoint can be complete, for that commits as well.
     *
     * @return whether payments were decided before, with empty memory from the same offsets on
     */
    static boolean requireEmptyMemory(KafkaSettings settings, JobInstance start) {
        try (Admin admin = settings.admin(PATIENCE)) {
            Collection<OffsetAndMetadata> all = ofTransactions(settings, admin).values();
            if (!start.fresh() && all.stream().anyMatch(CommittedOffsets::isRemembered)) {
                throw KafkaAccessException.lasting(readBefore(settings));
            }
            boolean decided = all.stream().anyMatch(committed -> !isRemembered(committed));
            if (decided) {
                LOG.warn(
                        "No checkpoint was complete since the group {} began: the job begins again where that one did, and"
                                + " gives its answers again.",
                        settings.groupId());
            }
            return decided;
        }
    }

    /** Marks that a job with empty memory begins here. */
    static void begin(KafkaSettings settings, RecordOrigin first) {
        if (settings.delivery() == Delivery.EXACTLY_ONCE) {
            // What was written before the first checkpoint nobody has read: to begin once more repeats nothing.
            return;
        }
        TopicPartition partition = new TopicPartition(first.topic(), first.partition());
        OffsetAndMetadata mark = new OffsetAndMetadata(first.offset(), BEGUN);
        try (Admin admin = settings.admin(PATIENCE)) {
            KafkaFutures.of(
                    admin.alterConsumerGroupOffsets(settings.groupId(), Map.of(partition, mark))
                            .all(),
                    settings,
                    "waiting for the broker");
        }
    }

    private static boolean isRemembered(OffsetAndMetadata committed) {
        return !committed.metadata().equals(BEGUN);
    }

    /** What it means to start without state where the group has read before, with the remedy. */
    public static String readBefore(KafkaSettings settings) {
        return "the consumer group " + settings.groupId() + " has read "
                + settings.nameOf(TopicCatalogue.TRANSACTIONS)
                + " before, and the job starts without state: it would go on behind the committed offsets with empty"
                + " memory, and decide ids anew that were decided before. Give its newest checkpoint with --from-savepoint,"
                + " or accept empty memory with --fresh";
    }

    /** What is committed beyond the end of a topic was committed to one that had its name before. */
    public static void requireWithin(
            KafkaSettings settings, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        committed.forEach((partition, offset) -> {
            Long end = ends.get(partition);
            if (end != null && offset > end) {
                throw new KafkaAccessException(
                        "the consumer group " + settings.groupId() + " has committed offset " + offset
                                + " of " + partition + ", which ends at " + end
                                + ": the topic was deleted and created again. Stop the job, and start it with --fresh");
            }
        });
    }

    /** What the lease commits, so that a start without state knows which topics the group's offsets belong to. */
    static Map<TopicPartition, OffsetAndMetadata> marked(TopicIds topics) {
        Map<TopicPartition, OffsetAndMetadata> marks = new HashMap<>();
        topics.ids().forEach((topic, id) -> marks.put(new TopicPartition(topic, 0), new OffsetAndMetadata(0, id)));
        return marks;
    }

    /**
     * Topics that were created again since a job read them with this group: what is committed there belongs to the old
     * ones. A broker forgets what is committed to a topic that is deleted, but a job that still runs commits it again.
     */
    static Set<String> stale(KafkaSettings settings, TopicIds now) {
        Map<TopicPartition, OffsetAndMetadata> marks;
        try (Admin admin = settings.admin(PATIENCE)) {
            marks = committed(settings, admin, GroupLease.group(settings));
        }
        if (marks.isEmpty()) {
            // No job has marked anything yet.
            return Set.of();
        }
        return now.ids().keySet().stream()
                .filter(topic -> !requireNonNull(now.of(topic)).equals(id(marks.get(new TopicPartition(topic, 0)))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String id(@Nullable OffsetAndMetadata mark) {
        return mark == null ? null : mark.metadata();
    }

    private static Map<TopicPartition, OffsetAndMetadata> ofTransactions(KafkaSettings settings, Admin admin) {
        Map<TopicPartition, OffsetAndMetadata> all = committed(settings, admin, settings.groupId());
        all.keySet().removeIf(partition -> !partition.topic().equals(settings.nameOf(TopicCatalogue.TRANSACTIONS)));
        return all;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(KafkaSettings settings, Admin admin, String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
            all.values().removeIf(offset -> offset == null);
            return all;
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause());
            if (cause instanceof GroupIdNotFoundException) {
                return new HashMap<>();
            }
            throw KafkaAccessException.of(settings, cause);
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "waiting for the broker");
        }
    }
}
