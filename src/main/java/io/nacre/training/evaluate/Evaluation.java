package io.nacre.training.evaluate;

import io.nacre.model.Thresholds;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.MetricIntervals;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.MoneyRecall;
import io.nacre.training.metrics.ScoredLabels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a bundle on unseen transactions: metrics per layer, frauds found, costs of the thresholds, false
 * alerts by segment, and drift over time.
 *
 * @param rows evaluated transactions
 * @param frauds the frauds among them
 * @param from event time of the first transaction, {@code to} of the last
 * @param ladder the results of the classical model and after each layer; the last is the final score
 * @param rivals the results of the baselines, if there are any
 * @param typologies recall by kind of fraud, if the data has kinds
 * @param anomalies the evaluation of the anomaly score; null for a bundle without it
 * @param thresholds the review and decline thresholds
 * @param weeks the metrics of each week of the test
 * @param regions false alerts and recall at the review threshold by region, {@code ages} by account age
 * @param samplePrecision average precision on the sample for missing layers
 * @param absences average precision if the inputs of a layer are missing
 * @param misses frauds with the lowest scores
 */
public record Evaluation(
        long rows,
        long frauds,
        Instant from,
        Instant to,
        List<ScorerResult> ladder,
        List<ScorerResult> rivals,
        MoneyRecall money,
        List<TypologyRecall> typologies,
        @Nullable AnomalyEvaluation anomalies,
        Thresholds thresholds,
        Band reviewed,
        Band declined,
        List<WeeklyMetrics> weeks,
        List<Segment> regions,
        List<Segment> ages,
        double samplePrecision,
        List<MissingLayerResult> absences,
        List<FalseNegative> misses,
        Curves curves) {

    /**
     * The results of one scorer: a step of the cascade, or a baseline.
     *
     * @param name of the layer, "classical" for the first step; or of the baseline
     * @param intervals confidence intervals of the metrics
     * @param cardPrecision at 100 cards per day
     */
    public record ScorerResult(String name, Metrics metrics, MetricIntervals intervals, double cardPrecision) {

        /** The metrics by name; NaN unless there are frauds and legitimate transactions. */
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("auc_roc", metrics.aucRoc());
            values.put("average_precision", metrics.averagePrecision());
            values.put("recall_at_fpr_1_percent", metrics.recallAtOnePercent());
            values.put("recall_at_fpr_0_1_percent", metrics.recallAtOnePerMille());
            values.put("brier_score", metrics.brier());
            values.put("calibration_error", metrics.calibrationError());
            values.put("card_precision_at_100", cardPrecision);
            return values;
        }

        /** The bounds of the 95 % confidence intervals by metric. */
        public Map<String, Map<String, Double>> confidence() {
            return intervals.values();
        }

        /** The average precision of the final score minus that of this one, with its confidence interval. */
        public Map<String, Double> lead(ScorerResult last) {
            Map<String, Double> lead = new LinkedHashMap<>();
            lead.put("value", last.metrics.averagePrecision() - metrics.averagePrecision());
            lead.putAll(intervals.lead().values());
            return lead;
        }
    }

    /** The recall of one kind of fraud at each threshold. */
    public record TypologyRecall(String typology, long frauds, double reviewedRecall, double declinedRecall) {}

    /**
     * The transactions with a score at or above a threshold.
     *
     * @param transactions their number
     * @param frauds the frauds among them
     * @param recall share of all frauds
     */
    public record Band(long transactions, long frauds, double recall) {
        static Band from(double threshold, ScoredLabels scores) {
            long transactions = 0;
            long frauds = 0;
            long allFrauds = 0;
            for (int i = 0; i < scores.size(); i++) {
                boolean above = scores.score(i) >= threshold;
                transactions += above ? 1 : 0;
                frauds += above && scores.fraud(i) ? 1 : 0;
                allFrauds += scores.fraud(i) ? 1 : 0;
            }
            return new Band(transactions, frauds, (double) frauds / allFrauds);
        }

        /** NaN without transactions. */
        public double precision() {
            return (double) frauds / transactions;
        }
    }

    /**
     * The data of the charts in the report.
     *
     * @param last the column of the final score; the steps of the cascade are before it, the baselines after it
     */
    public record Curves(HoldoutScores table, int last, List<Weight> heaviest) {
        public Curves {
            heaviest = List.copyOf(heaviest);
        }

        ScoredLabels classical() {
            return table.column(0);
        }

        public ScoredLabels scores() {
            return table.column(last);
        }
    }

    /** The mean contribution of a feature to the final logit of a fraud. */
    public record Weight(String feature, double logit) {}

    public Evaluation {
        ladder = List.copyOf(ladder);
        rivals = List.copyOf(rivals);
        typologies = List.copyOf(typologies);
        weeks = List.copyOf(weeks);
        regions = List.copyOf(regions);
        ages = List.copyOf(ages);
        absences = List.copyOf(absences);
        misses = List.copyOf(misses);
    }

    /** Everything except the curves, as plain text. */
    public String table() {
        return EvaluationFormatter.of(this);
    }

    /** Recall by amount: the share of the fraud amount that was found, with its currency. */
    public Map<String, Object> amountRecall() {
        return money.values();
    }

    /** The final score. */
    public ScorerResult last() {
        return ladder.get(ladder.size() - 1);
    }
}
