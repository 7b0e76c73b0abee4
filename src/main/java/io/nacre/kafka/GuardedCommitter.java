package io.nacre.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Commits transactions, and ends the job where one of them is gone. The connector only logs that the broker has thrown
 * a transaction away, as it does after an outage longer than its timeout; Flink counts it and goes on, and what lay in
 * it is missing for ever, with nobody the wiser.
 *
 * <p>The job is not restarted: its newest checkpoint holds the very transaction that is gone.
 */
final class GuardedCommitter<C> implements Committer<C> {

    private final Committer<C> committer;
    private final String topic;

    GuardedCommitter(Committer<C> committer, String topic) {
        this.committer = committer;
        this.topic = topic;
    }

    @Override
    public void commit(Collection<CommitRequest<C>> requests) throws IOException, InterruptedException {
        List<Watched<C>> watched = requests.stream().map(Watched::new).toList();
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

    private KafkaFailure lost(Throwable reason) {
        return new KafkaFailure(
                "a transaction on " + topic + " was dropped by the broker before it was committed (" + reason
                        + "): what the job wrote in it is lost to its readers. Start the job again with --from-state and"
                        + " the checkpoint before the newest one, which writes it once more; and see that outages stay"
                        + " shorter than transaction.timeout.ms, and that no other job has the same --group",
                reason);
    }

    /** A request that remembers why its transaction was given up. */
    private static final class Watched<C> implements CommitRequest<C> {

        private final CommitRequest<C> request;
        private @Nullable Throwable dropped;

        Watched(CommitRequest<C> request) {
            this.request = request;
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
            dropped = reason;
            request.signalFailedWithKnownReason(reason);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            request.signalFailedWithUnknownReason(reason);
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
