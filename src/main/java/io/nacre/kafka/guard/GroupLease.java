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
 * Lets one job run with a consumer group, and no second one. Flink assigns partitions itself, so the broker does not
 * know that a job reads; two would answer every payment twice.
 *
 * <p>The lease is membership in the consumer group {@code GROUP-lease}, which reads nothing. Who wants it sees that
 * nobody is a member, becomes one, and looks again: the second of two sees the first, whichever way they come. A job
 * that was killed stops being a member after {@link #SESSION}.
 */
public final class GroupLease implements AutoCloseable {

    /** How long a broker waits for a sign of life. Shorter ones a paused process would lose. */
    static final Duration SESSION = Duration.ofSeconds(10);

    /**
     * How long a job waits for one that has gone: for the session, and where its JobManager has died, until its tasks
     * notice that.
     */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What is committed is forgotten by the broker after a week. */
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
        this.thread = new Thread(this::hold, "nacre-lease");
        thread.setDaemon(true);
    }

    public static String group(KafkaSettings settings) {
        return settings.groupId() + "-lease";
    }

    /**
     * Makes sure that no job has the group now.
     *
     * @param patience how long to wait for one that may be gone
     */
    public static void requireFree(KafkaSettings settings, Duration patience) {
        try (GroupMembers members = new GroupMembers(settings, group(settings))) {
            awaitNoOther(settings, members, "", patience);
        }
    }

    /**
     * Takes the lease; waits for one that may be gone.
     *
     * @param start which job it is for: what an earlier attempt of the same job has left is no other job
     * @param onLoss is told when another job has it, after this process was not heard of for a while
     */
    static GroupLease take(
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
                // Two came at once: both leave, and come again at different times.
                lease.close();
                pause(ThreadLocalRandom.current().nextLong(ASK_EVERY_MS, 5 * ASK_EVERY_MS));
            }
        }
    }

    /** Waits until another task of the same job has the lease. */
    static void awaitHeld(KafkaSettings settings, JobInstance start, Duration patience) {
        long startNs = System.nanoTime();
        try (GroupMembers members = new GroupMembers(settings, group(settings))) {
            while (!members.has(CLIENT + start.id())) {
                if (System.nanoTime() - startNs > patience.toNanos()) {
                    throw new KafkaAccessException("no task of this job has got the lease of the group "
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
            // It leaves the group all the same, a little later.
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

    /** Becomes a member, as others see it; false where it is not the only one. */
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
                    throw new KafkaAccessException("the broker does not make this job a member of the consumer group "
                            + group(settings) + ": see the broker's log");
                }
                pause(ASK_EVERY_MS);
            }
            return members.others(client).isEmpty();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Until closed, in a thread of its own. */
    private void hold() {
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
            // Closed.
        } catch (KafkaException e) {
            fail(KafkaAccessException.of(settings, e));
        } finally {
            leave();
        }
    }

    /** Commits which topics the job reads; false where the broker does not take it now. */
    private boolean records() {
        try {
            consumer.commitSync(CommittedOffsets.marked(topics));
            return true;
        } catch (CommitFailedException | RetriableException e) {
            // Others join or leave at this moment.
            return false;
        }
    }

    /** The broker had not heard of this process, took it for dead, and may have let another one in. */
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
            // The session ends by itself.
            failure = KafkaAccessException.of(settings, e);
        }
    }

    private static KafkaAccessException taken(KafkaSettings settings, List<MemberDescription> others) {
        String who = others.stream()
                .map(member -> member.clientId() + " at " + member.host().replace("/", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        return KafkaAccessException.lasting("another job with --group " + settings.groupId() + " is running (" + who
                + "): two would answer every payment twice. Stop that one first; a job that was killed counts as running"
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

    /** The membership is all that counts. */
    private final class ReadNothing implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing was read.
        }
    }
}
