package io.nacre.kafka.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.PrincipalRole;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * One start of the job, shared by all its subtasks. Restarts by Flink belong to the same start.
 *
 * @param id written as a header to every output, to distinguish the outputs of two jobs
 * @param fresh whether the job may start without state although its consumer group has read before
 * @param topics the ids of the topics to which its offsets belong
 * @param stale topics that were created again, so that the group's committed offsets are invalid
 * @param patience how long to wait for another job with the same group that may have stopped
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record JobInstance(String id, boolean fresh, TopicIds topics, Set<String> stale, Duration patience)
        implements Serializable {

    /** The header with the id of the job start that wrote a record. */
    public static final String HEADER = "nacre-job";

    public JobInstance {
        requireNonNull(id, "id is null");
        requireNonNull(topics, "topics is null");
        stale = Set.copyOf(stale);
    }

    /** Reads the topics and offsets from the broker. */
    public static JobInstance of(KafkaSettings settings) {
        TopicIds topics = TopicIds.ofInputs(settings);
        List<String> missing = PrincipalRole.JOB.reads().stream()
                .map(settings::nameOf)
                .filter(name -> topics.of(name) == null)
                .toList();
        if (!missing.isEmpty()) {
            throw new KafkaAccessException(
                    "missing topics: " + String.join(", ", missing) + ": create them with 'nacre topics create'");
        }
        return of(topics, CommittedOffsets.stale(settings, topics));
    }

    public static JobInstance of(TopicIds topics, Set<String> stale) {
        return new JobInstance(Uuid.randomUuid().toString(), false, topics, stale, GroupLease.PATIENCE);
    }

    public JobInstance withFresh() {
        return new JobInstance(id, true, topics, stale, patience);
    }

    JobInstance withPatience(Duration longest) {
        return new JobInstance(id, fresh, topics, stale, longest);
    }

    public Header header() {
        return new RecordHeader(HEADER, id.getBytes(UTF_8));
    }

    /** The header's value, or null if a record has none. */
    public static @Nullable String of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
