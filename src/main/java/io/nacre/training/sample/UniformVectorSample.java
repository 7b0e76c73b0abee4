package io.nacre.training.sample;

import io.nacre.training.history.Fnv1a;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A uniform random sample of vectors, regardless of their labels. The selection depends only on transaction ids, and
 * the size is bounded.
 */
public final class UniformVectorSample {

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Drawn(double uniform, float[] vector) {}

    private final int capacity;
    private final PriorityQueue<Drawn> sample =
            new PriorityQueue<>(Comparator.comparingDouble(Drawn::uniform).reversed());

    public UniformVectorSample(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a vector if its id is sampled.
     *
     * @param id decides whether the vector stays: those with the lowest hashes do
     */
    public void add(String id, float[] vector) {
        double uniform = Fnv1a.uniform(id);
        if (sample.size() < capacity) {
            sample.add(new Drawn(uniform, vector));
        } else if (!sample.isEmpty() && uniform < sample.peek().uniform()) {
            sample.poll();
            sample.add(new Drawn(uniform, vector));
        }
    }

    /** In hash order, which is independent of time. */
    public List<float[]> vectors() {
        List<Drawn> ordered = new ArrayList<>(sample);
        ordered.sort(Comparator.comparingDouble(Drawn::uniform));
        return ordered.stream().map(Drawn::vector).toList();
    }
}
