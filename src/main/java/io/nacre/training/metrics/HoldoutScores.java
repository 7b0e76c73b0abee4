package io.nacre.training.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All evaluated transactions with their scores by several scorers, one column each. A row takes 32 bytes plus 9 per
 * column, and up to twice that while the table grows. Accounts and regions are stored once.
 */
public final class HoldoutScores {

    private final List<ScoredLabels> columns = new ArrayList<>();
    private final Names accounts = new Names();
    private final Names regions = new Names();
    private long[] atMs = new long[1024];
    private int[] account = new int[1024];
    private double[] amount = new double[1024];
    private int[] region = new int[1024];
    private double[] ageDays = new double[1024];
    private int size;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    public HoldoutScores(int columns) {
        for (int column = 0; column < columns; column++) {
            this.columns.add(new ScoredLabels());
        }
    }

    /**
     * Adds a scored transaction.
     *
     * @param scores one per column
     */
    public void add(HoldoutTransaction row, double[] scores) {
        if (size == atMs.length) {
            grow();
        }
        atMs[size] = row.atMs();
        account[size] = accounts.number(row.account());
        amount[size] = row.amount();
        region[size] = regions.number(row.region());
        ageDays[size] = row.accountAgeDays();
        size++;
        firstMs = Math.min(firstMs, row.atMs());
        lastMs = Math.max(lastMs, row.atMs());
        for (int column = 0; column < scores.length; column++) {
            columns.get(column).add(scores[column], row.fraud(), 1);
        }
    }

    public int size() {
        return size;
    }

    public HoldoutTransaction row(int i) {
        return new HoldoutTransaction(
                atMs[i],
                accounts.name(account[i]),
                amount[i],
                columns.get(0).fraud(i),
                regions.name(region[i]),
                ageDays[i]);
    }

    /** The event time of the first row; the earliest event time unless rows are late. */
    public long firstMs() {
        return firstMs;
    }

    public long lastMs() {
        return lastMs;
    }

    public int columns() {
        return columns.size();
    }

    public ScoredLabels column(int column) {
        return columns.get(column);
    }

    /** The account number of each row; numbers start at 0 in order of appearance. */
    int[] accounts() {
        return Arrays.copyOf(account, size);
    }

    private void grow() {
        atMs = Arrays.copyOf(atMs, 2 * size);
        account = Arrays.copyOf(account, 2 * size);
        amount = Arrays.copyOf(amount, 2 * size);
        region = Arrays.copyOf(region, 2 * size);
        ageDays = Arrays.copyOf(ageDays, 2 * size);
    }

    /** Assigns numbers to names in order of appearance. */
    private static final class Names {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        int number(String name) {
            Integer existing = numbers.putIfAbsent(name, names.size());
            if (existing != null) {
                return existing;
            }
            names.add(name);
            return names.size() - 1;
        }

        String name(int number) {
            return names.get(number);
        }
    }
}
