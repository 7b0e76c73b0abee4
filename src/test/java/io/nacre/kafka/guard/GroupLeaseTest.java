package io.nacre.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class GroupLeaseTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static LocalBroker broker;

    private final JobInstance one = start();
    private final JobInstance other = start();

    @BeforeAll
    static void start(@TempDir Path parent) {
        broker = LocalBroker.start(parent.resolve("broker"));
        try (TopicSetup topics = new TopicSetup(KafkaSettings.of(broker.brokers()))) {
            topics.create(1, 1);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void isFreeAsSoonAsAJobHasEndedWell() {
        KafkaSettings kafka = group("ends-well");

        take(kafka, one).close();

        try (GroupLease lease = GroupLease.acquire(kafka, other, SOON, GroupLeaseTest::unexpected)) {
            assertThatThrownBy(() -> GroupLease.requireFree(kafka, Duration.ZERO))
                    .hasMessageContaining("another job with --group ends-well is running");
        }
    }

    @Test
    void anEarlierAttemptOfTheSameJobIsNoOtherJob() {
        KafkaSettings kafka = group("attempts");
        try (GroupLease earlier = take(kafka, one);
                GroupLease later = take(kafka, one)) {
            assertThat(later).isNotSameAs(earlier);
            assertThatThrownBy(() -> GroupLease.acquire(kafka, other, Duration.ZERO, GroupLeaseTest::unexpected))
                    .isInstanceOfSatisfying(
                            KafkaAccessException.class,
                            failure -> assertThat(failure.isLasting()).isTrue());
        }
    }

    @Test
    void groupsAreIndependent() {
        try (GroupLease first = take(group("independent-1"), one);
                GroupLease second = take(group("independent-2"), other)) {
            assertThat(first).isNotSameAs(second);
        }
    }

    /** However they meet, there are never two. */
    @Test
    void ofTwoThatComeAtOnceOneIsRefused() throws Exception {
        KafkaSettings kafka = group("at-once");
        Callable<Object> refusedOrTaken = () -> {
            try {
                return GroupLease.acquire(kafka, start(), SOON, GroupLeaseTest::unexpected);
            } catch (KafkaAccessException refused) {
                return refused;
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Object>> all =
                    pool.invokeAll(List.of(refusedOrTaken, refusedOrTaken, refusedOrTaken, refusedOrTaken));

            List<Object> outcomes = all.stream().map(GroupLeaseTest::got).toList();
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome instanceof GroupLease)
                    .hasSizeLessThanOrEqualTo(1);
            outcomes.forEach(outcome -> {
                if (outcome instanceof GroupLease lease) {
                    lease.close();
                }
            });
        } finally {
            pool.shutdownNow();
        }
        take(kafka, start()).close();
    }

    @Test
    @Timeout(60)
    void remembersWhichTopicsTheOffsetsBelongTo() {
        KafkaSettings kafka = group("marks");
        String transactions = kafka.nameOf(TopicCatalogue.TRANSACTIONS);
        TopicIds now = TopicIds.ofInputs(kafka);
        assertThat(CommittedOffsets.stale(kafka, now))
                .as("no job was there yet")
                .isEmpty();

        TopicIds created = new TopicIds(Map.of(transactions, "another"));
        try (GroupLease lease = take(kafka, JobInstance.of(now, Set.of()))) {
            assertThat(lease).isNotNull();
            while (CommittedOffsets.stale(kafka, created).isEmpty()) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }

        assertThat(CommittedOffsets.stale(kafka, now)).isEmpty();
        assertThat(CommittedOffsets.stale(kafka, created)).containsExactly(transactions);
    }

    private static Object got(Future<Object> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static GroupLease take(KafkaSettings kafka, JobInstance start) {
        return GroupLease.acquire(kafka, start, GroupLease.PATIENCE, GroupLeaseTest::unexpected);
    }

    private static KafkaSettings group(String name) {
        return KafkaSettings.of(broker.brokers()).withGroupId(name);
    }

    private static JobInstance start() {
        return JobInstance.of(new TopicIds(Map.of()), Set.of());
    }

    private static void unexpected(KafkaAccessException loss) {
        throw new AssertionError(loss);
    }
}
