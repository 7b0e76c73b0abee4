package io.nacre.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores and what became of the transactions; a weight says how many transactions one stands for, where legitimate ones
 * were sampled.
 */
final class Scored {

    private double[] scores = new double[1024];
    private double[] weights = new double[1024];
    private boolean[] frauds = new boolean[1024];
    private int size;

    void add(double score, boolean fraud, double weight) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
            frauds = Arrays.copyOf(frauds, 2 * size);
        }
        scores[size] = score;
        weights[size] = weight;
        frauds[size] = fraud;
        size++;
    }

    int size() {
        return size;
    }

    double score(int i) {
        return scores[i];
    }

    boolean fraud(int i) {
        return frauds[i];
    }

    double weight(int i) {
        return weights[i];
    }

    /** The rows from the highest score to the lowest. */
    int[] descending() {
        return IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(i -> i)
                .toArray();
    }
}
