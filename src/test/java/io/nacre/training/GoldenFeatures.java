package io.nacre.training;

import static io.nacre.payment.Millis.DAY_MS;

import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.training.csv.CellReader;
import io.nacre.training.csv.CsvColumns;
import io.nacre.training.csv.CsvFile;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the windows that payments are seen through with the book's own features of the Fraud-Detection-Handbook: see
 * scripts/check-golden-features.
 */
final class GoldenFeatures {

    private static final int[] DAYS = {1, 7, 30};
    private static final int DELAY_DAYS = 7;
    private static final double MIN_CUSTOMER_SHARE = 0.9999;

    private final List<String> names = new ArrayList<>();
    private final Map<String, double[]> golden = new HashMap<>();
    private final Map<String, HandbookWindows> customers = new HashMap<>();
    private final Map<String, HandbookWindows> terminals = new HashMap<>();
    private final List<Difference> exact = new ArrayList<>();
    private final List<Difference> rounded = new ArrayList<>();

    private GoldenFeatures() {
        for (int days : DAYS) {
            names.add("CUSTOMER_ID_NB_TX_" + days + "DAY_WINDOW");
            names.add("CUSTOMER_ID_AVG_AMOUNT_" + days + "DAY_WINDOW");
        }
        for (int days : DAYS) {
            names.add("TERMINAL_ID_NB_TX_" + days + "DAY_WINDOW");
            names.add("TERMINAL_ID_RISK_" + days + "DAY_WINDOW");
        }
        names.forEach(name -> exact.add(new Difference()));
        names.forEach(name -> rounded.add(new Difference()));
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        GoldenFeatures features = new GoldenFeatures();
        features.read(folder.resolve("golden_features_2018-08-08_to_14.csv.gz"));
        CsvHistory.open(folder.resolve("transactions.csv.gz"), CsvMapping.named("handbook"))
                .forEach(labelled -> features.see(labelled.transaction(), labelled.label()));
        System.exit(features.report() ? 0 : 1);
    }

    private void read(Path file) throws IOException {
        CsvFile csv = new CsvFile(file, ',');
        CsvColumns csvColumns = new CsvColumns(csv, csv.header());
        CellReader<String> id = csvColumns.column("TRANSACTION_ID", "id");
        List<CellReader<String>> columns =
                names.stream().map(name -> csvColumns.column(name, name)).toList();
        csv.forEach(row -> golden.put(
                "tx-" + id.from(row),
                columns.stream()
                        .mapToDouble(column -> Double.parseDouble(Objects.requireNonNull(column.from(row))))
                        .toArray()));
    }

    private void see(Transaction transaction, Label label) {
        long atMs = transaction.eventTimeMs();
        double amount = transaction.amount().major();
        HandbookWindows customer = customers.computeIfAbsent(transaction.accountId(), unused -> new HandbookWindows());
        HandbookWindows terminal =
                terminals.computeIfAbsent(transaction.merchant().id(), unused -> new HandbookWindows());
        customer.add(atMs, amount, label.fraud());
        terminal.add(atMs, amount, label.fraud());
        double[] expected = golden.get(transaction.id());
        if (expected != null) {
            compare(expected, values(atMs, customer::exact, terminal::exact), exact);
            compare(expected, values(atMs, customer::rounded, terminal::rounded), rounded);
        }
    }

    /** What lies in a window that looks back from a moment. */
    private interface Look {
        HandbookWindows.Sums back(long atMs, long spanMs);
    }

    private static double[] values(long atMs, Look customer, Look terminal) {
        double[] values = new double[4 * DAYS.length];
        int i = 0;
        for (int days : DAYS) {
            HandbookWindows.Sums sums = customer.back(atMs, days * DAY_MS);
            values[i++] = sums.count();
            values[i++] = sums.amount() / sums.count();
        }
        HandbookWindows.Sums unjudged = terminal.back(atMs, DELAY_DAYS * DAY_MS);
        for (int days : DAYS) {
            HandbookWindows.Sums sums =
                    terminal.back(atMs, (DELAY_DAYS + days) * DAY_MS).minus(unjudged);
            values[i++] = sums.count();
            values[i++] = sums.count() == 0 ? 0 : (double) sums.frauds() / sums.count();
        }
        return values;
    }

    private static void compare(double[] expected, double[] actual, List<Difference> differences) {
        for (int i = 0; i < expected.length; i++) {
            differences.get(i).see(Math.abs(actual[i] - expected[i]), Math.abs(expected[i]));
        }
    }

    private boolean report() {
        print("%-40s %22s   %s%n", "", "exact tail", "rounded tail, as features see it");
        print("%-40s %10s %11s   %10s %11s %9s%n", "column", "equal", "largest", "equal", "largest", "mean");
        boolean good = !golden.isEmpty();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Difference tight = exact.get(i);
            Difference loose = rounded.get(i);
            print(
                    "%-40s %9.4f%% %11.6f   %9.4f%% %11.6f %8.3f%%%n",
                    name,
                    100 * tight.equalShare(),
                    tight.largest,
                    100 * loose.equalShare(),
                    loose.largest,
                    100 * loose.sum / loose.expected);
            good &= tight.rows == golden.size();
            good &= tight.equalShare() >= (name.startsWith("TERMINAL") ? 1 : MIN_CUSTOMER_SHARE);
        }
        print("%,d payments; %s%n", golden.size(), good ? "the golden features are reproduced" : "NOT reproduced");
        return good;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** How far a column is from the golden one. */
    private static final class Difference {

        /** The golden file is rounded to six digits behind the point. */
        private static final double EQUAL = 1e-6;

        private long rows;
        private long equal;
        private double largest;
        private double sum;
        private double expected;

        void see(double difference, double size) {
            rows++;
            equal += difference <= EQUAL ? 1 : 0;
            largest = Math.max(largest, difference);
            sum += difference;
            expected += size;
        }

        double equalShare() {
            return rows == 0 ? 0 : (double) equal / rows;
        }
    }
}
