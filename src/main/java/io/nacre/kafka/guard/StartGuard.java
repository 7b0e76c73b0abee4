package io.nacre.kafka.guard;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.stream.event.RawRecord;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the source of transactions, and lets none pass where the job must not run: where a topic is another one
 * than its offsets belong to, where a second job has its consumer group, where it would begin with empty memory
 * although payments were decided before, and where it would have to because no checkpoint can be written. Then the job
 * ends, and Flink does not restart it: nothing would change.
 */
public final class StartGuard extends AbstractStreamOperator<RawRecord>
        implements OneInputStreamOperator<RawRecord, RawRecord> {

    private static final long serialVersionUID = 1;

    /**
     * So many checkpoints, or whole attempts, may fail before the first checkpoint is complete: until then each failure
     * repeats all answers.
     */
    static final int FAILURES_AT_FIRST = 6;

    private final KafkaSettings settings;
    private final JobInstance start;
    private transient ListState<String> topicIds;
    private transient @Nullable GroupLease lease;
    private transient @Nullable TopicIdMonitor watch;
    private transient boolean begun;
    private transient boolean remembers;
    private transient int failedCheckpoints;

    @SuppressWarnings("NullAway.Init") // Flink initialises the state before the first element.
    public StartGuard(KafkaSettings settings, JobInstance start) {
        this.settings = settings;
        this.start = start;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        topicIds =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("topic-ids", Types.STRING));
        remembers = context.isRestored();
        begun = remembers;
        try {
            requireSameTopics();
            if (isFirst()) {
                lease = GroupLease.take(settings, start, start.patience(), this::end);
                watch = TopicIdMonitor.start(settings, start.topics(), this::end);
            } else {
                GroupLease.awaitHeld(settings, start, start.patience().multipliedBy(2));
            }
            if (!remembers) {
                requireEmptyMemory();
            }
        } catch (KafkaAccessException e) {
            throw ending(e);
        }
    }

    @Override
    public void processElement(StreamRecord<RawRecord> element) {
        if (!begun) {
            CommittedOffsets.begin(settings, element.getValue().origin());
            begun = true;
        }
        output.collect(element);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        remembers = true;
        begun = true;
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        super.notifyCheckpointAborted(checkpointId);
        failedCheckpoints++;
        if (!remembers && begun && failedCheckpoints == FAILURES_AT_FIRST) {
            end(neverRemembers("its first " + FAILURES_AT_FIRST + " checkpoints failed"));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        topicIds.update(isFirst() ? start.topics().texts() : List.of());
    }

    @Override
    public void close() throws Exception {
        if (watch != null) {
            watch.close();
        }
        if (lease != null) {
            lease.close();
        }
        super.close();
    }

    private void requireSameTopics() throws Exception {
        TopicIds kept = TopicIds.ofTexts(topicIds.get());
        requireSame(kept, start.topics());
        requireSame(start.topics(), TopicIds.ofInputs(settings));
        List<String> foreign = kept.gone(start.topics());
        if (!foreign.isEmpty()) {
            throw KafkaAccessException.lasting("this state belongs to a job that reads " + String.join(", ", foreign)
                    + ", which this job does not read: mend --topic-prefix or --from-savepoint");
        }
    }

    private void requireEmptyMemory() {
        boolean decided = CommittedOffsets.requireEmptyMemory(settings, start);
        if (decided && getRuntimeContext().getTaskInfo().getAttemptNumber() >= FAILURES_AT_FIRST) {
            throw neverRemembers("it failed " + FAILURES_AT_FIRST + " times before its first checkpoint was complete");
        }
    }

    private static KafkaAccessException neverRemembers(String what) {
        return KafkaAccessException.lasting("the job has decided payments since its start, and " + what
                + ": with each failure it decides all of them again. See in the log why it fails, such as by a full disk,"
                + " and start it again");
    }

    private static void requireSame(TopicIds before, TopicIds now) {
        List<String> changed = before.changed(now);
        if (!changed.isEmpty()) {
            throw before.recreated(changed, now);
        }
    }

    /** Flink restarts the job after all else. */
    private static RuntimeException ending(KafkaAccessException reason) {
        return reason.isLasting() ? new SuppressRestartsException(reason) : reason;
    }

    /** From other threads. */
    private void end(KafkaAccessException reason) {
        requireNonNull(getContainingTask()).getEnvironment().failExternally(new SuppressRestartsException(reason));
    }

    private boolean isFirst() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    }
}
