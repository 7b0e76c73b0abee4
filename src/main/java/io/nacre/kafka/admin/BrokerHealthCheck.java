package io.nacre.kafka.admin;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.guard.GroupLease;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Checks a broker before the job starts. A failed check throws an exception with the remedy. */
public final class BrokerHealthCheck implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Brokers reject records that are further ahead of their own clock. */
    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    private static final Duration AHEAD_UNNOTICED = Duration.ofMinutes(1);

    private final KafkaSettings settings;
    private final Admin admin;

    public BrokerHealthCheck(KafkaSettings settings) {
        this.settings = settings;
        this.admin = settings.admin(PATIENCE);
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }

    /** Checks that the brokers can be reached. */
    public String reach() {
        int brokers = await(admin.describeCluster().nodes()).size();
        return (brokers == 1 ? "one broker is reachable at " : brokers + " brokers are reachable at ")
                + settings.brokers();
    }

    /** The cluster id. A new cluster has a new id, even at the same address. */
    public String clusterId() {
        return await(admin.describeCluster().clusterId());
    }

    /**
     * Checks that no other job runs with the consumer group.
     *
     * @param patience how long to wait for a job that may have stopped
     */
    public String alone(Duration patience) {
        GroupLease.requireFree(settings, patience);
        return "no other job runs with --group " + settings.groupId();
    }

    /** Hints about the replication of the output topics; empty if it is sufficient. */
    public List<String> replicas() {
        Collection<TopicDescription> topics =
                await(admin.describeTopics(names()).allTopicNames()).values();
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(
                        names().stream().map(BrokerHealthCheck::resource).toList())
                .all());
        int copies = topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        for (TopicDescription topic : topics) {
            requireWritable(topic, inSync(configs, topic.name()));
        }
        int inSync = configs.keySet().stream()
                .mapToInt(resource -> inSync(configs, resource.name()))
                .min()
                .orElse(0);
        return ReplicationCheck.hints(copies, inSync);
    }

    private void requireWritable(TopicDescription topic, int inSync) {
        int copies = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (copies < inSync) {
            throw new KafkaAccessException(topic.name() + " has " + copies + " replicas, but min.insync.replicas is "
                    + inSync + ", so nothing can be written to it: lower min.insync.replicas or add replicas");
        }
    }

    private static int inSync(Map<ConfigResource, Config> configs, String topic) {
        Config config = requireNonNull(configs.get(resource(topic)), topic);
        return Integer.parseInt(
                requireNonNull(config.get("min.insync.replicas"), topic).value());
    }

    /** Compares this machine's clock with the newest record of any producer. */
    public ClockReading clock() {
        Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
        await(admin.describeTopics(names()).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> newest.put(
                                new TopicPartition(name, partition.partition()), OffsetSpec.maxTimestamp())));
        long newestMs = await(admin.listOffsets(newest).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .max()
                .orElse(-1);
        return clock(newestMs, Instant.now());
    }

    static ClockReading clock(long newestMs, Instant now) {
        if (newestMs < 0) {
            return new ClockReading(true, "the clock was not compared: there is no record yet");
        }
        Duration ahead = Duration.between(now, Instant.ofEpochMilli(newestMs));
        if (ahead.compareTo(MAX_AHEAD) > 0) {
            throw new KafkaAccessException("this machine's clock is at least "
                    + ahead.minus(MAX_AHEAD).toMinutes()
                    + " minutes behind the brokers', by their newest record: synchronise it");
        }
        return ahead.compareTo(AHEAD_UNNOTICED) > 0
                ? new ClockReading(
                        false,
                        "the newest record is " + ahead.toMinutes() + " minutes ahead of this machine's clock:"
                                + " synchronise the clocks of this machine and of all producers")
                : new ClockReading(true, "no record is ahead of this machine's clock");
    }

    /**
     * The result of the clock comparison.
     *
     * @param sane whether the clocks agree
     * @param words the result, and the remedy if the clocks differ
     */
    public record ClockReading(boolean sane, String words) {}

    private List<String> names() {
        return TopicCatalogue.ALL.stream().map(settings::nameOf).toList();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private <V> V await(KafkaFuture<V> future) {
        return KafkaFutures.of(future, settings, "waiting for the broker");
    }
}
