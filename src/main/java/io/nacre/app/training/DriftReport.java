package io.nacre.app.training;

import io.nacre.app.cli.OutputTable;
import io.nacre.model.drift.DriftStatistics;
import io.nacre.training.DriftBaselines;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The drift of live features and scores from a baseline.
 *
 * @param baselineExamples the number of live examples in the baseline; 0 if it is the bundle's training data
 * @param since start of the live data
 * @param values the drift of each feature and of the score, highest first
 * @param baselineReviewShare share of the baseline at or above the review threshold
 * @param reviewShare share of the live data at or above the review threshold
 */
record DriftReport(
        int baselineExamples,
        Instant since,
        long examples,
        List<DriftBaselines.Line> values,
        double baselineReviewShare,
        double reviewShare,
        Calibration calibration) {

    private static final int LINES = 20;

    private static final OutputTable<DriftBaselines.Line> VALUES = OutputTable.of(DriftBaselines.Line.class)
            .column("name", DriftBaselines.Line::name)
            .column("population_stability_index", DriftBaselines.Line::index)
            .column("drift", line -> drift(line.index()));

    /**
     * Compares the scores of labelled transactions with their labels.
     *
     * @param expectedFrauds sum of the scores
     * @param frauds the number of frauds by label
     * @param labelled the number of transactions with a known label
     * @param share sampled share of the approved transactions
     */
    record Calibration(double expectedFrauds, double frauds, long labelled, double share) {}

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("baseline", baselineExamples == 0 ? "training" : "live");
        fields.put("baseline_example_count", baselineExamples);
        fields.put("since", since);
        fields.put("example_count", examples);
        fields.put("baseline_review_share", baselineReviewShare);
        fields.put("review_share", reviewShare);
        fields.put("expected_fraud_count", calibration.expectedFrauds());
        fields.put("fraud_count", calibration.frauds());
        fields.put("labelled_count", calibration.labelled());
        fields.put("approved_sample_share", calibration.share());
        fields.put("values", values.stream().map(VALUES::row).toList());
        return fields;
    }

    void print(PrintWriter out) {
        out.println(
                baselineExamples == 0
                        ? "compared with the training data of the bundle"
                        : "compared with " + baselineExamples + " live examples before " + since
                                + ", because the bundle has no training statistics");
        out.printf("%d examples since %s%n", examples, since);
        values.stream().limit(LINES).forEach(line -> {
            String drift = drift(line.index());
            out.printf(
                    Locale.ROOT,
                    "%-40s %8.4f%s%n",
                    line.name(),
                    line.index(),
                    drift.equals("none") ? "" : "  " + drift);
        });
        out.printf(
                Locale.ROOT,
                "at or above the review threshold: %.3f %% in the baseline, %.3f %% since%n",
                100 * baselineReviewShare,
                100 * reviewShare);
        out.printf(
                Locale.ROOT,
                "calibration: the scores predict %.1f frauds, the labels have %.0f, among %d labelled"
                        + " transactions%s%n",
                calibration.expectedFrauds(),
                calibration.frauds(),
                calibration.labelled(),
                calibration.share() < 1
                        ? String.format(
                                Locale.ROOT,
                                "; of the approved transactions, one in %.0f is sampled",
                                1 / calibration.share())
                        : "");
    }

    private static String drift(double index) {
        if (index > DriftStatistics.GRAVE) {
            return "drifted";
        }
        return index > DriftStatistics.NOTABLE ? "notable" : "none";
    }
}
