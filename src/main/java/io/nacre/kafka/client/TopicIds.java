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
 * The broker's ids of topics. A topic that is deleted and created again has its name, and counts its offsets from 0
 * once more: only the id says that it is another one.
 *
 * @param ids by the full name of the topic; a topic that is not there has none
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public record TopicIds(Map<String, String> ids) implements Serializable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public TopicIds {
        ids = Map.copyOf(ids);
    }

    /** Of the topics that the job reads, as the broker has them now. */
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
            TopicDescription topic = known(answer, settings);
            if (topic != null) {
                ids.put(name, topic.topicId().toString());
            }
        });
        return new TopicIds(ids);
    }

    /** As state keeps them. */
    public List<String> texts() {
        return ids.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toList();
    }

    public static TopicIds ofTexts(Iterable<String> texts) {
        Map<String, String> ids = new HashMap<>();
        for (String text : texts) {
            // No topic has it in its name.
            int middle = text.indexOf('=');
            ids.put(text.substring(0, middle), text.substring(middle + 1));
        }
        return new TopicIds(ids);
    }

    public @Nullable String of(String topic) {
        return ids.get(topic);
    }

    /** Topics that are there now with another id. */
    public List<String> changed(TopicIds now) {
        return new TreeMap<>(ids)
                .keySet().stream()
                        .filter(name -> now.of(name) != null
                                && !requireNonNull(ids.get(name)).equals(now.of(name)))
                        .toList();
    }

    /** Topics that are not there now. */
    public List<String> gone(TopicIds now) {
        return ids.keySet().stream()
                .filter(name -> now.of(name) == null)
                .sorted()
                .toList();
    }

    /** Makes sure that they are the same topics still, after they were read. */
    public void requireUnchanged(KafkaSettings settings) {
        TopicIds now;
        try (Admin admin = settings.admin(PATIENCE)) {
            now = of(settings, admin, ids.keySet());
        }
        List<String> changed = new ArrayList<>(changed(now));
        changed.addAll(gone(now));
        if (!changed.isEmpty()) {
            throw new KafkaAccessException("deleted while it was read: " + String.join(", ", changed)
                    + "; so nothing can be said of it. Run the command again");
        }
    }

    /** What it means that these topics have other ids, with the remedy. */
    public KafkaAccessException recreated(List<String> topics, TopicIds now) {
        String which = topics.stream()
                .map(name -> name + " (topic id " + ids.get(name) + " before, " + now.of(name) + " now)")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        return KafkaAccessException.lasting("the topic was deleted and created again: " + which
                + ". The offsets that the job has kept belong to the old topic, so it would skip records of the new one."
                + " Start the job with --fresh; it then reads the new topic from its beginning, with empty memory");
    }

    /** What it means that these topics are not there. */
    public static KafkaAccessException deleted(List<String> topics) {
        return KafkaAccessException.lasting("the topic was deleted while the job was reading it: "
                + String.join(", ", topics) + ". Create it with 'nacre topics create', and start the job with --fresh");
    }

    /** Null where the broker knows no such topic. */
    private static @Nullable TopicDescription known(KafkaFuture<TopicDescription> answer, KafkaSettings settings) {
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
