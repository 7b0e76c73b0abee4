package io.nacre.stream.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Times one of every {@value #SAMPLE} elements in one operator, without the operators chained after it. Chained
 * operators call each other in one thread. The first of them decides for all whether an element is timed, and each
 * subtracts the time of the others.
 */
public final class StageTimer {

    public static final int SAMPLE = 64;

    private static final ThreadLocal<Chain> CHAINS = ThreadLocal.withInitial(Chain::new);

    private final Histogram times;
    private final LongSupplier clockNs;
    private final Chain chain;
    private long startNs;
    private long chainedBeforeNs;

    /** The state that all operators of one thread share. */
    private static final class Chain {
        private int depth;
        private int elements;
        private boolean isTimed;
        /** Time of the operators that have finished the current element. */
        private long endedNs;
    }

    /** Must be created by the thread that opens the operator. */
    public StageTimer(MetricGroup nacre) {
        this(nacre, System::nanoTime);
    }

    public StageTimer(MetricGroup nacre, LongSupplier clockNs) {
        this.clockNs = clockNs;
        this.times = JobMetric.STAGE_TIME.histogram(nacre, TimeUnit.SECONDS.toNanos(1));
        this.chain = CHAINS.get();
    }

    /** Call this before the operator processes an element. */
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

    /**
     * Call this after the operator has processed an element, including the operators chained after it. After an
     * exception the call may be missing: the job fails, and its thread ends.
     */
    public void stop() {
        chain.depth--;
        if (chain.isTimed) {
            long wholeNs = clockNs.getAsLong() - startNs;
            times.update(wholeNs - (chain.endedNs - chainedBeforeNs));
            chain.endedNs = chainedBeforeNs + wholeNs;
        }
    }
}
