package io.nacre.training.history;

import io.nacre.payment.LabelledTransaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reports the speed of each reading: transactions per second of this thread's CPU time. CPU time does not depend on
 * other processes. It includes decompression, parsing and processing.
 */
public final class ThroughputReportingHistory implements HistoryDecorator {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double SECOND_NS = 1e9;

    private final History history;
    private final String what;
    private final ProgressReporter progress;

    /** @param what the name of the processing, the start of the line */
    public ThroughputReportingHistory(History history, String what, ProgressReporter progress) {
        this.history = history;
        this.what = what;
        this.progress = progress;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) throws IOException {
        long[] rows = {0};
        long fromNs = System.nanoTime();
        long fromCpuNs = cpuNs();
        history.forEach(labelled -> {
            reader.accept(labelled);
            rows[0]++;
        });
        double seconds = (System.nanoTime() - fromNs) / SECOND_NS;
        double cpuSeconds = (cpuNs() - fromCpuNs) / SECOND_NS;
        progress.report(String.format(
                Locale.ROOT,
                "%s: %d transactions in %.1f s, %.0f for each second of processor time",
                what,
                rows[0],
                seconds,
                rows[0] / Math.max(cpuSeconds, 1e-9)));
    }

    private static long cpuNs() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
