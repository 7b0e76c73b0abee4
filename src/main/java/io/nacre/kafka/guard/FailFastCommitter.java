package io.nacre.kafka.guard;

import io.nacre.kafka.client.KafkaAccessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Commits transactions, and ends the job where one of them is gone, but for what was committed before. The connector
 * only logs that the broker has thrown a transaction away, as it does after an outage longer than its timeout; Flink
 * counts it and goes on, and what lay in it is missing for ever, with nobody the wiser.
 *
 * <p>The job is not restarted: its newest checkpoint holds the very transaction that is gone.
 */
final class FailFastCommitter<C> implements Committer<C> {

    private final Committer<C> committer;
    private final String topic;
    private final Predicate<C> committed;

    /** @param committed whether a transaction that cannot be committed now was committed before */
    FailFastCommitter(Committer<C> committer, String topic, Predicate<C> committed) {
        this.committer = committer;
        this.topic = topic;
        this.committed = committed;
    }

    @Override
    public void commit(Collection<CommitRequest<C>> requests) throws IOException, InterruptedException {
        List<Watched<C>> watched = requests.stream()
                .map(request -> new Watched<>(request, committed))
                .toList();
        committer.commit(new ArrayList<>(watched));
        for (Watched<C> request : watched) {
            if (request.dropped != null) {
                throw new SuppressRestartsException(lost(request.dropped));
            }
        }
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }

    private KafkaAccessException lost(Throwable reason) {
        return new KafkaAccessException(
                "a transaction on " + topic + " was dropped by the broker before it was committed (" + reason
                        + "): what the job wrote in it is lost to its readers. Start the job again with --from-savepoint and"
                        + " the checkpoint before the newest one, which writes it once more; and see that outages stay"
                        + " shorter than transaction.timeout.ms, and that no other job has the same --group",
                reason);
    }

    /** A request that remembers why its transaction was given up. */
    private static final class Watched<C> implements CommitRequest<C> {

        private final CommitRequest<C> request;
        private final Predicate<C> committed;
        private @Nullable Throwable dropped;

        Watched(CommitRequest<C> request, Predicate<C> committed) {
            this.request = request;
            this.committed = committed;
        }

        @Override
        public C getCommittable() {
            return request.getCommittable();
        }

        @Override
        public int getNumberOfRetries() {
            return request.getNumberOfRetries();
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            if (committed.test(request.getCommittable())) {
                request.signalAlreadyCommitted();
            } else {
                dropped = reason;
                request.signalFailedWithKnownReason(reason);
            }
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            if (committed.test(request.getCommittable())) {
                request.signalAlreadyCommitted();
            } else {
                request.signalFailedWithUnknownReason(reason);
            }
        }

        @Override
        public void retryLater() {
            request.retryLater();
        }

        @Override
        public void updateAndRetryLater(C committable) {
            request.updateAndRetryLater(committable);
        }

        @Override
        public void signalAlreadyCommitted() {
            request.signalAlreadyCommitted();
        }
    }
}
