package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.stream.event.RawRecord;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;
import org.apache.flink.streaming.api.functions.source.legacy.RichParallelSourceFunction;

/** A topic that a test writes to while the job runs in the same JVM; each task reads a queue of its own. */
@SuppressWarnings("deprecation") // The newer interface needs five classes for this.
final class Fed extends RichParallelSourceFunction<RawRecord> {

    private static final long serialVersionUID = 1;

    private final String trial;
    private final String topic;
    private volatile boolean running = true;

    Fed(String trial, String topic) {
        this.trial = trial;
        this.topic = topic;
    }

    @Override
    public void run(SourceContext<RawRecord> context) throws Exception {
        IntFunction<BlockingQueue<RawRecord>> queues = requireNonNull(JobHarness.QUEUES.get(trial + topic));
        BlockingQueue<RawRecord> queue =
                queues.apply(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        try {
            while (running) {
                RawRecord record = queue.take();
                synchronized (context.getCheckpointLock()) {
                    context.collect(record);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
