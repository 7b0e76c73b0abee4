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
 * @param accepted whether {@code --fresh} allows a start without earlier state
 * @param words the plan as text
 */
record JobStartPlan(JobCheckpoints folder, @Nullable String restore, boolean accepted, String words) {

    /** Plans the start; fails if the job would lose earlier state without {@code --fresh}. */
    static JobStartPlan of(JobOptions job, LocalOptions local, String clusterId) throws IOException {
        KafkaSettings kafka = job.kafka();
        JobCheckpoints folder = JobCheckpoints.of(local.checkpoints(), kafka, clusterId);
        String state = local.fromState();
        if (state != null && job.fresh()) {
            throw new CommandFailedException("--fresh and --from-savepoint contradict each other: give one of them");
        }
        if (state != null) {
            return new JobStartPlan(folder, state, false, "goes on from " + state);
        }
        Path newest = folder.newest();
        if (job.fresh()) {
            return new JobStartPlan(folder, null, true, fresh(kafka, newest));
        }
        if (newest != null) {
            return new JobStartPlan(folder, newest.toUri().toString(), false, "goes on from " + newest);
        }
        List<Path> others = folder.ofOtherClusters();
        if (!others.isEmpty()) {
            throw new CommandFailedException(
                    "the state in " + others.get(0)
                            + " is of a job on another Kafka cluster than "
                            + kafka.brokers() + ", whose id is " + clusterId
                            + ". If the broker was set up anew, its topics are"
                            + " new as well: accept empty memory with --fresh. Else mend --bootstrap-servers, or choose --checkpoints");
        }
        if (CommittedOffsets.hasRead(kafka)) {
            throw new CommandFailedException(
                    CommittedOffsets.readBefore(kafka) + "; there is no checkpoint of it in " + folder.path());
        }
        return new JobStartPlan(
                folder, null, false, "begins with empty memory, for its group has completed no checkpoint before");
    }

    private static String fresh(KafkaSettings kafka, @Nullable Path newest) {
        String where = CommittedOffsets.hasRead(kafka)
                ? "reads on behind the committed offsets of the group " + kafka.groupId()
                        + ", and decides ids anew that were decided before"
                : "reads from the beginning of its topics";
        return "begins with empty memory, as --fresh says; " + where
                + (newest == null ? "" : "; the checkpoint " + newest + " stays until a second start after this one");
    }
}
