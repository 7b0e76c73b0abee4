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
 * The committed offsets of a job's consumer group show whether a job with this group has run before. Flink commits at
 * each checkpoint. A job without state also commits before its first record, with a marker for empty state. So a job
 * without state can detect whether an earlier job had state.
 */
public final class CommittedOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedOffsets.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The commit metadata of a job without state. Flink's commits have no metadata, and so replace it. */
    private static final String BEGUN = "begun with empty memory";

    private CommittedOffsets() {}

    /** Whether a job with this group has read transactions and completed a checkpoint. */
    public static boolean hasRead(KafkaSettings settings) {
        try (Admin admin = settings.admin(PATIENCE)) {
            return ofTransactions(settings, admin).values().stream().anyMatch(CommittedOffsets::isCommitted);
        }
    }

    /**
     * Refuses to start a job without state if its group had state before. Call this before the first checkpoint can
     * complete, because a checkpoint commits as well.
     *
     * @return whether a job without state has already decided transactions from the same offsets
     */
    static boolean requireNoHistory(KafkaSettings settings, JobInstance start) {
        try (Admin admin = settings.admin(PATIENCE)) {
            Collection<OffsetAndMetadata> all = ofTransactions(settings, admin).values();
            if (!start.fresh() && all.stream().anyMatch(CommittedOffsets::isCommitted)) {
                throw KafkaAccessException.lasting(readBefore(settings));
            }
            boolean decided = all.stream().anyMatch(committed -> !isCommitted(committed));
            if (decided) {
                LOG.warn(
                        "The group {} started without state and has not completed a checkpoint: the job starts at the same offsets, and"
                                + " writes the same decisions again.",
                        settings.groupId());
            }
            return decided;
        }
    }

    /** Commits the marker of a job without state. */
    static void begin(KafkaSettings settings, RecordOrigin first) {
        if (settings.delivery() == Delivery.EXACTLY_ONCE) {
            // No read_committed consumer reads outputs before the first checkpoint, so a second start duplicates
            // nothing.
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

    private static boolean isCommitted(OffsetAndMetadata committed) {
        return !committed.metadata().equals(BEGUN);
    }

    /** The error message for a start without state although the group has read before. */
    public static String readBefore(KafkaSettings settings) {
        return "the consumer group " + settings.groupId() + " has read "
                + settings.nameOf(TopicCatalogue.TRANSACTIONS)
                + " before, but the job starts without state: it would continue after the committed offsets without"
                + " state, and decide known ids again. Set its newest checkpoint with --from-savepoint,"
                + " or accept an empty state with --fresh";
    }

    /** Fails if a committed offset is after the end of its topic: then it belongs to an earlier topic of that name. */
    public static void requireWithin(
            KafkaSettings settings, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        committed.forEach((partition, offset) -> {
            Long end = ends.get(partition);
            if (end != null && offset > end) {
                throw new KafkaAccessException(
                        "the consumer group " + settings.groupId() + " has committed offset " + offset
                                + " of " + partition + ", which ends at " + end
                                + ": the topic was deleted and created again. Stop the job and start it with --fresh");
            }
        });
    }

    /**
     * The commit of the lease with the topic ids, so that a start without state knows the topics of the group's
     * offsets.
     */
    static Map<TopicPartition, OffsetAndMetadata> marked(TopicIds topics) {
        Map<TopicPartition, OffsetAndMetadata> marks = new HashMap<>();
        topics.ids().forEach((topic, id) -> marks.put(new TopicPartition(topic, 0), new OffsetAndMetadata(0, id)));
        return marks;
    }

    /**
     * Topics that were created again since a job of this group read them; their committed offsets are invalid. A broker
     * removes the offsets of a deleted topic, but a running job commits them again.
     */
    static Set<String> stale(KafkaSettings settings, TopicIds now) {
        Map<TopicPartition, OffsetAndMetadata> marks;
        try (Admin admin = settings.admin(PATIENCE)) {
            marks = committed(settings, admin, GroupLease.group(settings));
        }
        if (marks.isEmpty()) {
            // No job has committed topic ids yet.
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
