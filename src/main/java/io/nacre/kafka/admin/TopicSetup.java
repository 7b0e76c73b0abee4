package io.nacre.kafka.admin;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates missing topics, and compares existing ones with the catalogue. */
public final class TopicSetup implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofMillis(100);

    private final KafkaSettings settings;
    private final Admin admin;

    public TopicSetup(KafkaSettings settings) {
        this.settings = settings;
        this.admin = settings.admin(PATIENCE);
    }

    /** Creates missing topics with the settings of the catalogue, and checks the others. */
    public List<TopicCheckResult> create(int replicas) {
        return create(replicas, 0);
    }

    /**
     * Creates missing topics and checks the others. Returns when all new topics are writable.
     *
     * @param replicas replication factor; -1 for the broker's default
     * @param partitions of each topic, except topics that need a total order; 0 for the catalogue's number
     */
    public List<TopicCheckResult> create(int replicas, int partitions) {
        Set<String> present = present();
        List<NewTopic> missing = TopicCatalogue.ALL.stream()
                .filter(topic -> !present.contains(settings.nameOf(topic)))
                .map(topic -> newTopic(topic, replicas, partitions))
                .toList();
        await(admin.createTopics(missing).all());
        awaitLeaders(missing);
        Set<String> created = missing.stream().map(NewTopic::name).collect(Collectors.toSet());
        List<TopicCheckResult> states = new ArrayList<>(check(present));
        states.replaceAll(state -> created.contains(state.topic())
                ? new TopicCheckResult(state.topic(), TopicCheckResult.State.CREATED, "created")
                : state);
        return states;
    }

    /** Checks only. */
    public List<TopicCheckResult> check() {
        return check(present());
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }

    private Set<String> present() {
        return await(admin.listTopics().names());
    }

    private List<TopicCheckResult> check(Set<String> present) {
        List<ConfigResource> resources = TopicCatalogue.ALL.stream()
                .map(settings::nameOf)
                .filter(present::contains)
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> found =
                await(admin.describeConfigs(resources).all());
        return TopicCatalogue.ALL.stream()
                .map(topic ->
                        state(topic, found.get(new ConfigResource(ConfigResource.Type.TOPIC, settings.nameOf(topic)))))
                .toList();
    }

    private TopicCheckResult state(Topic<?> topic, @Nullable Config found) {
        String name = settings.nameOf(topic);
        if (found == null) {
            return new TopicCheckResult(name, TopicCheckResult.State.MISSING, "is missing: run 'nacre topics create'");
        }
        List<String> differences = new ArrayList<>();
        topic.settings().forEach((setting, expected) -> {
            String actual = requireNonNull(found.get(setting), setting).value();
            if (!sameWords(expected, actual)) {
                differences.add(setting + " is " + actual + ", but the catalogue requires " + expected);
            }
        });
        return differences.isEmpty()
                ? new TopicCheckResult(name, TopicCheckResult.State.GOOD, "matches the catalogue")
                : new TopicCheckResult(name, TopicCheckResult.State.DIFFERENT, String.join("; ", differences));
    }

    /** Policies are sets: "delete,compact" equals "compact,delete". */
    private static boolean sameWords(String expected, String actual) {
        return Set.copyOf(List.of(expected.split(",", -1))).equals(Set.copyOf(List.of(actual.split(",", -1))));
    }

    private NewTopic newTopic(Topic<?> topic, int replicas, int partitions) {
        Map<String, String> configs = new HashMap<>(topic.settings());
        if (replicas >= ReplicationCheck.COPIES) {
            configs.put("min.insync.replicas", Integer.toString(ReplicationCheck.IN_SYNC));
        }
        Optional<Short> factor = replicas > 0 ? Optional.of((short) replicas) : Optional.empty();
        int count = partitions > 0 && topic.partitions() > 1 ? partitions : topic.partitions();
        return new NewTopic(settings.nameOf(topic), Optional.of(count), factor).configs(configs);
    }

    /**
     * A broker lists a new topic before it accepts records. A query for the end offset succeeds once it does. A
     * producer that writes earlier may have its second batch accepted and its first rejected, and then never succeeds
     * with the first.
     */
    private void awaitLeaders(List<NewTopic> created) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        ListOffsetsOptions patient = new ListOffsetsOptions().timeoutMs((int) READY_WITHIN.toMillis());
        long deadlineNs = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isCompleted(admin.listOffsets(ends, patient).all(), deadlineNs)) {
            LockSupport.parkNanos(RETRY_AFTER.toNanos());
        }
    }

    /** False if the broker does not know a new topic yet and there is still time. */
    private boolean isCompleted(KafkaFuture<?> future, long deadlineNs) {
        try {
            future.get();
            return true;
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause());
            if (cause instanceof UnknownTopicOrPartitionException && System.nanoTime() - deadlineNs < 0) {
                return false;
            }
            throw KafkaAccessException.of(settings, cause);
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "waiting for the broker");
        }
    }

    private <V> V await(KafkaFuture<V> future) {
        return KafkaFutures.of(future, settings, "waiting for the broker");
    }
}
