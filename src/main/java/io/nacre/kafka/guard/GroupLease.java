package io.nacre.kafka.guard;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Ensures that only one job runs with a consumer group. Flink assigns partitions itself, so the broker does not detect
 * a second job; two jobs would decide every transaction twice.
 *
 * <p>The lease is the membership in the consumer group {@code GROUP-lease}, which reads nothing. A job checks that the
 * group is empty, joins it, and checks again: so the second of two jobs always detects the first. The membership of a
 * killed job expires after {@link #SESSION}.
 */
public final class GroupLease implements AutoCloseable {

    /** The session timeout. A shorter one could expire during a pause of the process. */
    static final Duration SESSION = Duration.ofSeconds(10);

    /**
     * How long a job waits for the lease of a stopped job. It covers the session timeout and the time in which tasks
     * detect a lost JobManager.
     */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The commit interval, because the broker removes committed offsets after a week. */
    private static final Duration RECORD_AGAIN_AFTER = Duration.ofHours(1);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);
    private static final long ASK_EVERY_MS = 200;
    private static final String CLIENT = "nacre-job-";

    private final KafkaSettings settings;
    private final String client;
    private final TopicIds topics;
    private final Consumer<KafkaAccessException> onLoss;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile @Nullable KafkaAccessException failure;

    private GroupLease(KafkaSettings settings, String client, TopicIds topics, Consumer<KafkaAccessException> onLoss) {
        this.settings = settings;
        this.client = client;
        this.topics = topics;
        this.onLoss = onLoss;
        this.consumer = consumer(settings, client);
        this.thread = new Thread(this::keepMembership, "nacre-lease");
        thread.setDaemon(true);
    }

    public static String group(KafkaSettings settings) {
        return settings.groupId() + "-lease";
    }

    /**
     * Checks that no job has the lease.
     *
     * @param patience how long to wait for a job that may have stopped
     */
    public static void requireFree(KafkaSettings settings, Duration patience) {
        try (GroupMembers members = new GroupMembers(settings, group(settings))) {
            awaitNoOther(settings, members, "", patience);
        }
    }

    /**
     * Acquires the lease; waits for a job that may have stopped.
     *
     * @param start the job; a lease of an earlier attempt of the same job does not count
     * @param onLoss called if another job has acquired the lease while this process did not respond
     */
    static GroupLease acquire(
            KafkaSettings settings, JobInstance start, Duration patience, Consumer<KafkaAccessException> onLoss) {
        String client = CLIENT + start.id();
        long startNs = System.nanoTime();
        try (GroupMembers members = new GroupMembers(settings, group(settings))) {
            while (true) {
                awaitNoOther(settings, members, client, patience.minusNanos(System.nanoTime() - startNs));
                GroupLease lease = new GroupLease(settings, client, start.topics(), onLoss);
                if (lease.joins(members)) {
                    return lease;
                }
                // Two jobs joined at once: both leave, and try again at different times.
                lease.close();
                pause(ThreadLocalRandom.current().nextLong(ASK_EVERY_MS, 5 * ASK_EVERY_MS));
            }
        }
    }

    /** Waits until another subtask of the same job has the lease. */
    static void awaitHeld(KafkaSettings settings, JobInstance start, Duration patience) {
        long startNs = System.nanoTime();
        try (GroupMembers members = new GroupMembers(settings, group(settings))) {
            while (!members.has(CLIENT + start.id())) {
                if (System.nanoTime() - startNs > patience.toNanos()) {
                    throw new KafkaAccessException("no subtask of this job has acquired the lease of the group "
                            + settings.groupId() + " within " + patience.toSeconds() + " s");
                }
                pause(ASK_EVERY_MS);
            }
        }
    }

    @Override
    public void close() {
        open = false;
        consumer.wakeup();
        try {
            thread.join(LEAVE_WITHIN.toMillis() * 2);
        } catch (InterruptedException e) {
            // The member leaves the group anyway, a little later.
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitNoOther(KafkaSettings settings, GroupMembers members, String client, Duration patience) {
        long startNs = System.nanoTime();
        List<MemberDescription> others = members.others(client);
        while (!others.isEmpty()) {
            if (System.nanoTime() - startNs > patience.toNanos()) {
                throw taken(settings, others);
            }
            pause(ASK_EVERY_MS);
            others = members.others(client);
        }
    }

    /** Joins the group; false if there are other members. */
    private boolean joins(GroupMembers members) {
        thread.start();
        long startNs = System.nanoTime();
        try {
            while (!members.has(client)) {
                KafkaAccessException failed = failure;
                if (failed != null) {
                    throw failed;
                }
                if (System.nanoTime() - startNs > PATIENCE.toNanos()) {
                    throw new KafkaAccessException("the broker does not accept this job in the consumer group "
                            + group(settings) + ": check the broker's log");
                }
                pause(ASK_EVERY_MS);
            }
            return members.others(client).isEmpty();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Keeps the membership until closed, in its own thread. */
    private void keepMembership() {
        try {
            consumer.subscribe(List.of(settings.nameOf(TopicCatalogue.TRANSACTIONS)), new ReadNothing());
            String member = "";
            long recordedNs = 0;
            while (open) {
                consumer.poll(POLL);
                String now = consumer.groupMetadata().memberId();
                if (now.isEmpty()) {
                    continue;
                }
                if (!now.equals(member)) {
                    if (!member.isEmpty()) {
                        requireAlone();
                    }
                    member = now;
                    recordedNs = 0;
                }
                boolean due = recordedNs == 0 || System.nanoTime() - recordedNs > RECORD_AGAIN_AFTER.toNanos();
                if (due && records()) {
                    recordedNs = System.nanoTime();
                }
            }
        } catch (WakeupException e) {
            // The lease was closed.
        } catch (KafkaException e) {
            fail(KafkaAccessException.of(settings, e));
        } finally {
            leave();
        }
    }

    /** Commits the topic ids; false if the broker rejects the commit now. */
    private boolean records() {
        try {
            consumer.commitSync(CommittedOffsets.marked(topics));
            return true;
        } catch (CommitFailedException | RetriableException e) {
            // The group is rebalancing.
            return false;
        }
    }

    /** Checks for other members after the broker expired this membership and may have accepted another job. */
    private void requireAlone() {
        try (GroupMembers members = new GroupMembers(settings, group(settings))) {
            List<MemberDescription> others = members.others(client);
            if (!others.isEmpty()) {
                fail(taken(settings, others));
            }
        }
    }

    private void fail(KafkaAccessException reason) {
        failure = reason;
        if (open) {
            onLoss.accept(reason);
        }
    }

    private void leave() {
        try {
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
        } catch (KafkaException e) {
            // The membership expires by itself.
            failure = KafkaAccessException.of(settings, e);
        }
    }

    private static KafkaAccessException taken(KafkaSettings settings, List<MemberDescription> others) {
        String who = others.stream()
                .map(member -> member.clientId() + " at " + member.host().replace("/", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        return KafkaAccessException.lasting("another job with --group " + settings.groupId() + " is running (" + who
                + "): two jobs would decide every transaction twice. Stop the other job first; a killed job counts as running"
                + " for " + SESSION.toSeconds() + " s");
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings, String client) {
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", group(settings));
        properties.setProperty("client.id", client);
        properties.setProperty("group.protocol", "classic");
        properties.setProperty("session.timeout.ms", Long.toString(SESSION.toMillis()));
        properties.setProperty("heartbeat.interval.ms", Long.toString(SESSION.toMillis() / 4));
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("auto.offset.reset", "latest");
        properties.setProperty("allow.auto.create.topics", "false");
        try {
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    private static void pause(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "waiting for the lease");
        }
    }

    /** Ignores the assignment, because only the membership counts. */
    private final class ReadNothing implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // There are no records to process.
        }
    }
}
