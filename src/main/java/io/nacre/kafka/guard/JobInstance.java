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
 * One start of the job, as all its tasks know it; Flink's own restarts are the same start.
 *
 * @param id what the job writes carries it in a header, so that the answers of two jobs can be told apart
 * @param fresh whether it may begin with empty memory, although its consumer group has read before
 * @param topics which topics its offsets belong to
 * @param stale topics that were created again, so that what its group has committed there means nothing
 * @param patience how long it waits for another job with its group, which may be gone
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public record JobInstance(String id, boolean fresh, TopicIds topics, Set<String> stale, Duration patience)
        implements Serializable {

    /** The header that names the start of the job that wrote a record. */
    public static final String HEADER = "nacre-job";

    public JobInstance {
        requireNonNull(id, "id is null");
        requireNonNull(topics, "topics is null");
        stale = Set.copyOf(stale);
    }

    /** Asks the broker. */
    public static JobInstance of(KafkaSettings settings) {
        TopicIds topics = TopicIds.ofInputs(settings);
        List<String> missing = PrincipalRole.JOB.reads().stream()
                .map(settings::nameOf)
                .filter(name -> topics.of(name) == null)
                .toList();
        if (!missing.isEmpty()) {
            throw new KafkaAccessException(
                    "missing topics: " + String.join(", ", missing) + "; create them with 'nacre topics create'");
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

    /** The header's text, or null where a record has none. */
    public static @Nullable String of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
