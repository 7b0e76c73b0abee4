package io.nacre.app.job;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.guard.CommittedOffsets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job in this process starts.
 *
 * @param folder of its checkpoints
 * @param restore checkpoint or savepoint to restore; null to start without state
 * @param isFresh whether {@code --fresh} allows a start without earlier state
 * @param summary the plan as text
 */
record JobStartPlan(JobCheckpoints folder, @Nullable String restore, boolean isFresh, String summary) {

    /** Plans the start; fails if the job would lose earlier state without {@code --fresh}. */
    static JobStartPlan plan(JobOptions job, LocalOptions local, String clusterId) throws IOException {
        KafkaSettings kafka = job.kafka();
        JobCheckpoints folder = JobCheckpoints.of(local.checkpoints(), kafka, clusterId);
        String state = local.fromState();
        if (state != null && job.fresh()) {
            throw new CommandFailedException("--fresh and --from-savepoint exclude each other: set only one");
        }
        if (state != null) {
            return new JobStartPlan(folder, state, false, "continues from " + state);
        }
        Path newest = folder.newest();
        if (job.fresh()) {
            return new JobStartPlan(folder, null, true, fresh(kafka, newest));
        }
        if (newest != null) {
            return new JobStartPlan(folder, newest.toUri().toString(), false, "continues from " + newest);
        }
        List<Path> others = folder.ofOtherClusters();
        if (!others.isEmpty()) {
            throw new CommandFailedException(
                    "the state in " + others.get(0) + " belongs to a job on another Kafka cluster than "
                            + kafka.brokers() + ", whose id is " + clusterId
                            + ". If the broker was set up again, accept an empty state with --fresh. Otherwise correct --bootstrap-servers or --checkpoints");
        }
        if (CommittedOffsets.hasRead(kafka)) {
            throw new CommandFailedException(
                    CommittedOffsets.readBefore(kafka) + ". This job has no checkpoint in " + folder.path());
        }
        return new JobStartPlan(
                folder, null, false, "starts without state, because its consumer group has not completed a checkpoint");
    }

    private static String fresh(KafkaSettings kafka, @Nullable Path newest) {
        String where = CommittedOffsets.hasRead(kafka)
                ? "continues after the committed offsets of the group " + kafka.groupId() + ", and decides"
                        + " known ids again"
                : "reads from the beginning of its topics";
        return "starts without state because of --fresh; it " + where
                + (newest == null
                        ? ""
                        : "; the checkpoint " + newest + " remains until the second start after this one");
    }
}
