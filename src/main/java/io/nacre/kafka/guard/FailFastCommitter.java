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
 * Commits transactions, and fails the job if one was lost and not committed before. The connector only logs a
 * transaction that the broker has aborted, for example after an outage longer than its timeout. Flink counts it and
 * continues, so its records would be lost without notice.
 *
 * <p>The job is not restarted, because its newest checkpoint contains the lost transaction.
 */
final class FailFastCommitter<C> implements Committer<C> {

    private final Committer<C> committer;
    private final String topic;
    private final Predicate<C> committed;

    /** @param committed whether a transaction that cannot be committed was already committed */
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
                "the broker aborted a transaction on " + topic + " before its commit (" + reason
                        + "): its records are lost. Start the job again with --from-savepoint and"
                        + " the checkpoint before the newest one, to write them again. Keep outages"
                        + " shorter than transaction.timeout.ms, and run no other job with the same --group",
                reason);
    }

    /** A request that records why its transaction failed. */
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
