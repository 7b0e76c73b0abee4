package io.nacre.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * The cost of some work.
 *
 * @param records number of processed records
 * @param cpuNs of all involved threads, or of the whole process
 * @param wallNs wall-clock time; only meaningful on an idle machine
 * @param allocatedBytes on the heap
 * @param threadsNs CPU time of a whole process by kind of thread; empty if one thread was measured, or if it is unknown
 */
public record Cost(long records, long cpuNs, long wallNs, long allocatedBytes, Map<String, Long> threadsNs) {

    public Cost {
        threadsNs = Map.copyOf(threadsNs);
    }

    /** CPU time per record without the compiler, whose work ends once the code is hot. */
    public double cpuNsEach() {
        return (double) (cpuNs - compilerNs()) / records;
    }

    /** The compiler's share of the CPU time, 0 to 1; 0 if unknown. */
    public double compiling() {
        return (double) compilerNs() / cpuNs;
    }

    private long compilerNs() {
        return threadsNs.getOrDefault(Threads.COMPILER, 0L);
    }

    public double wallNsEach() {
        return (double) wallNs / records;
    }

    public double allocatedBytesEach() {
        return (double) allocatedBytes / records;
    }

    /** The cost of the additional records compared with a shorter run, so that start and end cancel out. */
    public Cost minus(Cost shorter) {
        Map<String, Long> threads = new TreeMap<>(threadsNs);
        shorter.threadsNs.forEach((kind, ns) -> threads.merge(kind, -ns, Long::sum));
        return new Cost(
                records - shorter.records,
                cpuNs - shorter.cpuNs,
                wallNs - shorter.wallNs,
                allocatedBytes - shorter.allocatedBytes,
                threads);
    }
}
