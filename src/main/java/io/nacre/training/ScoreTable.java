package io.nacre.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every judged transaction once, with its score by each of several scorers: the columns. */
final class ScoreTable {

    private final List<Judged> rows = new ArrayList<>();
    private final List<Scored> columns = new ArrayList<>();

    ScoreTable(int columns) {
        for (int column = 0; column < columns; column++) {
            this.columns.add(new Scored());
        }
    }

    /** @param scores one for each column */
    void add(Judged row, double[] scores) {
        rows.add(row);
        for (int column = 0; column < scores.length; column++) {
            columns.get(column).add(scores[column], row.fraud(), 1);
        }
    }

    int size() {
        return rows.size();
    }

    Judged row(int i) {
        return rows.get(i);
    }

    int columns() {
        return columns.size();
    }

    Scored column(int column) {
        return columns.get(column);
    }

    /** For each row the number of its account; accounts are numbered from 0 as they appear. */
    int[] accounts() {
        Map<String, Integer> numbers = new HashMap<>();
        int[] accounts = new int[rows.size()];
        for (int i = 0; i < accounts.length; i++) {
            String account = rows.get(i).account();
            Integer number = numbers.putIfAbsent(account, numbers.size());
            accounts[i] = number == null ? numbers.size() - 1 : number;
        }
        return accounts;
    }
}
