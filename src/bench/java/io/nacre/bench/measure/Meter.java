package io.nacre.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Measures the cost of work in this process or in the calling thread. */
public final class Meter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final HeapFlow heap = HeapFlow.start();
    private final Threads threads = Threads.start();
    private final long cpuNs = SYSTEM.getProcessCpuTime();
    private final long wallNs = System.nanoTime();

    private Meter() {}

    /** Starts the measurement of the whole process, in steps of 10 ms: for work of seconds. */
    public static Meter start() {
        return new Meter();
    }

    /** The cost since the start. */
    public Cost stop(long records) {
        long wall = System.nanoTime() - wallNs;
        long cpu = SYSTEM.getProcessCpuTime() - cpuNs;
        return new Cost(records, cpu, wall, heap.stop(), threads.stop());
    }

    /** Measures the work of this thread alone, in nanoseconds: for work of milliseconds. */
    public static Cost ofThread(long records, Runnable work) {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long wallNs = System.nanoTime();
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        work.run();
        long cpu = THREADS.getCurrentThreadCpuTime() - cpuNs;
        long wall = System.nanoTime() - wallNs;
        return new Cost(records, cpu, wall, THREADS.getThreadAllocatedBytes(thread) - bytes, Map.of());
    }
}
