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
    private record Drawn(double lot, float[] vector) {}

    private final int most;
    private final PriorityQueue<Drawn> drawn =
            new PriorityQueue<>(Comparator.comparingDouble(Drawn::lot).reversed());

    public UniformVectorSample(int most) {
        this.most = most;
    }

    /**
     * Adds a vector if its id is sampled.
     *
     * @param id decides whether the vector stays: those with the lowest hashes do
     */
    public void add(String id, float[] vector) {
        double lot = Fnv1a.uniform(id);
        if (drawn.size() < most) {
            drawn.add(new Drawn(lot, vector));
        } else if (!drawn.isEmpty() && lot < drawn.peek().lot()) {
            drawn.poll();
            drawn.add(new Drawn(lot, vector));
        }
    }

    /** In hash order, which is independent of time. */
    public List<float[]> vectors() {
        List<Drawn> ordered = new ArrayList<>(drawn);
        ordered.sort(Comparator.comparingDouble(Drawn::lot));
        return ordered.stream().map(Drawn::vector).toList();
    }
}
