package io.nacre.bench.measure;

/**
 * What some work took.
 *
 * @param records how many records it was
 * @param cpuNs of all threads that took part, or of the whole process
 * @param wallNs on the clock; says little on a machine that does other things, too
 * @param allocatedBytes on the heap
 */
public record Cost(long records, long cpuNs, long wallNs, long allocatedBytes) {

    public double cpuNsEach() {
        return (double) cpuNs / records;
    }

    public double wallNsEach() {
        return (double) wallNs / records;
    }

    public double allocatedBytesEach() {
        return (double) allocatedBytes / records;
    }

    /** What the records took that this has more than a shorter run: start and end of the run cancel out. */
    public Cost minus(Cost shorter) {
        return new Cost(
                records - shorter.records,
                cpuNs - shorter.cpuNs,
                wallNs - shorter.wallNs,
                allocatedBytes - shorter.allocatedBytes);
    }
}
