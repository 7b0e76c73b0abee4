package io.nacre.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * What some work took.
 *
 * @param records how many records it was
 * @param cpuNs of all threads that took part, or of the whole process
 * @param wallNs on the clock; says little on a machine that does other things, too
 * @param allocatedBytes on the heap
 * @param threadsNs the CPU time of a whole process by kind of thread; empty where one thread was timed, and where the
 *     system does not tell
 */
public record Cost(long records, long cpuNs, long wallNs, long allocatedBytes, Map<String, Long> threadsNs) {

    public Cost {
        threadsNs = Map.copyOf(threadsNs);
    }

    /** CPU time but for the compiler's, which ends once the code is hot. */
    public double cpuNsEach() {
        return (double) (cpuNs - compilerNs()) / records;
    }

    /** The compiler's part of the CPU time, 0 to 1; 0 where the system does not tell. */
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

    /** What the records took that this has more than a shorter run: start and end of the run cancel out. */
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
