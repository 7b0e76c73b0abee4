package io.nacre.kafka.client;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The broker's ids of topics. A topic that is deleted and created again keeps its name and restarts its offsets at 0.
 * Only its id changes.
 *
 * @param ids by the full name of the topic, without topics that do not exist
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record TopicIds(Map<String, String> ids) implements Serializable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public TopicIds {
        ids = Map.copyOf(ids);
    }

    /** The current ids of the job's input topics. */
    public static TopicIds ofInputs(KafkaSettings settings) {
        try (Admin admin = settings.admin(PATIENCE)) {
            return ofInputs(settings, admin);
        }
    }

    public static TopicIds ofInputs(KafkaSettings settings, Admin admin) {
        return of(settings, admin, PrincipalRole.JOB.reads());
    }

    public static TopicIds of(KafkaSettings settings, Collection<Topic<?>> topics) {
        try (Admin admin = settings.admin(PATIENCE)) {
            return of(settings, admin, topics);
        }
    }

    private static TopicIds of(KafkaSettings settings, Admin admin, Collection<Topic<?>> topics) {
        return of(settings, admin, topics.stream().map(settings::nameOf).collect(Collectors.toSet()));
    }

    private static TopicIds of(KafkaSettings settings, Admin admin, Set<String> names) {
        Map<String, String> ids = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            TopicDescription topic = describe(answer, settings);
            if (topic != null) {
                ids.put(name, topic.topicId().toString());
            }
        });
        return new TopicIds(ids);
    }

    /** The form in which state stores the ids. */
    public List<String> texts() {
        return ids.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toList();
    }

    public static TopicIds ofTexts(Iterable<String> texts) {
        Map<String, String> ids = new HashMap<>();
        for (String text : texts) {
            // Topic names cannot contain it.
            int middle = text.indexOf('=');
            ids.put(text.substring(0, middle), text.substring(middle + 1));
        }
        return new TopicIds(ids);
    }

    public @Nullable String of(String topic) {
        return ids.get(topic);
    }

    /** Topics that now have another id. */
    public List<String> changed(TopicIds now) {
        return new TreeMap<>(ids)
                .keySet().stream()
                        .filter(name -> now.of(name) != null
                                && !requireNonNull(ids.get(name)).equals(now.of(name)))
                        .toList();
    }

    /** Topics that no longer exist. */
    public List<String> gone(TopicIds now) {
        return ids.keySet().stream()
                .filter(name -> now.of(name) == null)
                .sorted()
                .toList();
    }

    /** Fails if the topics have changed since they were read. */
    public void requireUnchanged(KafkaSettings settings) {
        TopicIds now;
        try (Admin admin = settings.admin(PATIENCE)) {
            now = of(settings, admin, ids.keySet());
        }
        List<String> changed = new ArrayList<>(changed(now));
        changed.addAll(gone(now));
        if (!changed.isEmpty()) {
            throw new KafkaAccessException("the topic was deleted while it was read: " + String.join(", ", changed)
                    + "; so there is no result. Run the command again");
        }
    }

    /** The error message for topics with other ids. */
    public KafkaAccessException recreated(List<String> topics, TopicIds now) {
        String which = topics.stream()
                .map(name -> name + " (topic id " + ids.get(name) + " before, " + now.of(name) + " now)")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        return KafkaAccessException.lasting("the topic was deleted and created again: " + which
                + ". The job's offsets belong to the old topic, so it would skip records of the new one."
                + " Start the job with --fresh; it then reads the new topic from its beginning, without state");
    }

    /** The error message for deleted topics. */
    public static KafkaAccessException deleted(List<String> topics) {
        return KafkaAccessException.lasting("the topic was deleted while the job was reading it: "
                + String.join(", ", topics) + ". Create it with 'nacre topics create', and start the job with --fresh");
    }

    /** Null if the topic does not exist. */
    private static @Nullable TopicDescription describe(KafkaFuture<TopicDescription> answer, KafkaSettings settings) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause());
            if (cause instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw KafkaAccessException.of(settings, cause);
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "waiting for the broker");
        }
    }
}
