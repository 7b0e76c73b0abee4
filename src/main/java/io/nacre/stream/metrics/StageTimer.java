package io.nacre.stream.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Times one stage of the job: the first element of {@value #SAMPLE}, without the stages that are chained after it.
 * Operators that are chained call each other in one thread, so the first of them decides for all whether an element is
 * timed, and each subtracts what the others took.
 */
public final class StageTimer {

    public static final int SAMPLE = 64;

    private static final ThreadLocal<Chain> CHAINS = ThreadLocal.withInitial(Chain::new);

    private final Histogram times;
    private final LongSupplier clockNs;
    private final Chain chain;
    private long startNs;
    private long chainedBeforeNs;

    /** What the stages of one thread share. */
    private static final class Chain {
        private int depth;
        private int elements;
        private boolean isTimed;
        /** Time of all stages that have ended within the element that is under way. */
        private long endedNs;
    }

    /** Created by the thread that opens the operator. */
    public StageTimer(MetricGroup nacre) {
        this(nacre, System::nanoTime);
    }

    public StageTimer(MetricGroup nacre, LongSupplier clockNs) {
        this.clockNs = clockNs;
        this.times = JobMetric.STAGE_TIME.histogram(nacre, TimeUnit.SECONDS.toNanos(1));
        this.chain = CHAINS.get();
    }

    /** Before the stage processes an element. */
    public void start() {
        if (chain.depth++ == 0) {
            chain.isTimed = chain.elements++ % SAMPLE == 0;
            chain.endedNs = 0;
        }
        if (chain.isTimed) {
            chainedBeforeNs = chain.endedNs;
            startNs = clockNs.getAsLong();
        }
    }

    /** Once all that it emits has been processed. If the stage threw, the job fails, and its thread ends. */
    public void stop() {
        chain.depth--;
        if (chain.isTimed) {
            long wholeNs = clockNs.getAsLong() - startNs;
            times.update(wholeNs - (chain.endedNs - chainedBeforeNs));
            chain.endedNs = chainedBeforeNs + wholeNs;
        }
    }
}
