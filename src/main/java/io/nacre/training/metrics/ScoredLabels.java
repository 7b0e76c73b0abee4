package io.nacre.training.metrics;

import java.util.Arrays;

/**
 * Scores with their labels and weights. A weight is the number of transactions that a sampled row represents. A row
 * takes 9 bytes while all weights are 1, else 17.
 */
public final class ScoredLabels {

    private double[] scores = new double[1024];

    /** Empty while all weights are 1. */
    private double[] weights = {};

    private boolean[] frauds = new boolean[1024];
    private int size;

    public void add(double score, boolean fraud, double weight) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            frauds = Arrays.copyOf(frauds, 2 * size);
        }
        if (weight != 1 || weights.length > 0) {
            weigh(weight);
        }
        scores[size] = score;
        frauds[size] = fraud;
        size++;
    }

    public int size() {
        return size;
    }

    public double score(int i) {
        return scores[i];
    }

    public boolean fraud(int i) {
        return frauds[i];
    }

    public double weight(int i) {
        return weights.length == 0 ? 1 : weights[i];
    }

    /** The row numbers from the highest score to the lowest; the order is stable. */
    public int[] descending() {
        int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        int[] spare = new int[size];
        for (int width = 1; width > 0 && width < size; width *= 2) {
            for (int from = 0; from < size; from += 2 * width) {
                merge(rows, spare, from, Math.min(from + width, size), Math.min(from + 2 * width, size));
            }
            int[] merged = spare;
            spare = rows;
            rows = merged;
        }
        return rows;
    }

    /** Merges two adjacent sorted runs. */
    private void merge(int[] rows, int[] merged, int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    right >= to || (left < middle && Double.compare(scores[rows[left]], scores[rows[right]]) >= 0);
            merged[i] = takeLeft ? rows[left++] : rows[right++];
        }
    }

    private void weigh(double weight) {
        if (weights.length < scores.length) {
            int oldLength = weights.length;
            weights = Arrays.copyOf(weights, scores.length);
            Arrays.fill(weights, oldLength, scores.length, 1);
        }
        weights[size] = weight;
    }
}
