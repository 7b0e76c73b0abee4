package io.nacre.training.sample;

import java.util.Arrays;

/**
 * Computes the event time by which a share of the rows has passed. Up to a million rows are kept; then every second,
 * then every fourth. So the error is about a millionth of the rows.
 */
final class EventTimeQuantiles {

    private static final int CAPACITY = 1 << 20;

    private long[] values = new long[1024];
    private int size;
    private long every = 1;
    private long rows;
    private long lastMs;

    void add(long atMs) {
        if (rows % every == 0) {
            keep(atMs);
        }
        rows++;
        lastMs = atMs;
    }

    long rows() {
        return rows;
    }

    long firstMs() {
        return values[0];
    }

    long lastMs() {
        return lastMs;
    }

    /** The event time of the row after this share of the rows; a share of 0 is the first row. */
    long at(double share) {
        return values[(int) Math.min(size - 1, (long) (rows * share) / every)];
    }

    private void keep(long atMs) {
        if (size == CAPACITY) {
            for (int i = 0; i < CAPACITY / 2; i++) {
                values[i] = values[2 * i];
            }
            size = CAPACITY / 2;
            every *= 2;
            if (rows % every != 0) {
                return;
            }
        } else if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = atMs;
    }
}
