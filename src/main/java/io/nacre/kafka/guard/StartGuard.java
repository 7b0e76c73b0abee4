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
 * Checks the start of the job behind the source of transactions, before any record passes. It fails the job without a
 * restart in four cases. A topic was created again, so its offsets are invalid. A second job uses the consumer group.
 * The job would start without state although transactions were decided before. No checkpoint can be written, so every
 * failure would lose the state.
 */
public final class StartGuard extends AbstractStreamOperator<RawRecord>
        implements OneInputStreamOperator<RawRecord, RawRecord> {

    private static final long serialVersionUID = 1;

    /**
     * Maximum number of failed checkpoints or attempts before the first checkpoint completes. Until then each failure
     * repeats all decisions.
     */
    static final int FAILURES_AT_FIRST = 6;

    private final KafkaSettings settings;
    private final JobInstance start;
    private transient ListState<String> topicIds;
    private transient @Nullable GroupLease lease;
    private transient @Nullable TopicIdMonitor watch;
    private transient boolean begun;
    private transient boolean hasState;
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
        hasState = context.isRestored();
        begun = hasState;
        try {
            requireSameTopics();
            if (isFirst()) {
                lease = GroupLease.acquire(settings, start, start.patience(), this::end);
                watch = TopicIdMonitor.start(settings, start.topics(), this::end);
            } else {
                GroupLease.awaitHeld(settings, start, start.patience().multipliedBy(2));
            }
            if (!hasState) {
                requireNoHistory();
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
        hasState = true;
        begun = true;
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        super.notifyCheckpointAborted(checkpointId);
        failedCheckpoints++;
        if (!hasState && begun && failedCheckpoints == FAILURES_AT_FIRST) {
            end(neverCheckpointed("its first " + FAILURES_AT_FIRST + " checkpoints failed"));
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
                    + ", which this job does not read: correct --topic-prefix or --from-savepoint");
        }
    }

    private void requireNoHistory() {
        boolean decided = CommittedOffsets.requireNoHistory(settings, start);
        if (decided && getRuntimeContext().getTaskInfo().getAttemptNumber() >= FAILURES_AT_FIRST) {
            throw neverCheckpointed(
                    "it failed " + FAILURES_AT_FIRST + " times before its first checkpoint was complete");
        }
    }

    private static KafkaAccessException neverCheckpointed(String what) {
        return KafkaAccessException.lasting("the job has decided transactions since its start, but " + what
                + ": each failure decides all of them again. Check the log for the cause, such as a full disk,"
                + " and start it again");
    }

    private static void requireSame(TopicIds before, TopicIds now) {
        List<String> changed = before.changed(now);
        if (!changed.isEmpty()) {
            throw before.recreated(changed, now);
        }
    }

    /** Flink applies its restart strategy after this. */
    private static RuntimeException ending(KafkaAccessException reason) {
        return reason.isLasting() ? new SuppressRestartsException(reason) : reason;
    }

    /** Called from other threads. */
    private void end(KafkaAccessException reason) {
        requireNonNull(getContainingTask()).getEnvironment().failExternally(new SuppressRestartsException(reason));
    }

    private boolean isFirst() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    }
}
