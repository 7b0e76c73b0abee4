package io.nacre.training.evaluate;

import io.nacre.model.Thresholds;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.MetricIntervals;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.MoneyRecall;
import io.nacre.training.metrics.ScoredLabels;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a bundle did on transactions it had never seen: what each layer adds, which frauds were found, what the
 * thresholds cost, whom they disturb, and how it ages.
 *
 * @param rows transactions judged
 * @param frauds how many of them were fraud
 * @param from event time of the first, {@code to} of the last
 * @param ladder the classical model, then the score after each layer, the last being the final one
 * @param rivals what else was trained on the same examples, if anything
 * @param typologies recall by kind of fraud, where the data names kinds
 * @param anomalies how well the anomaly score alone does; null for a bundle without it
 * @param thresholds from which score on a transaction is reviewed or declined
 * @param weeks the test week by week
 * @param regions how the review threshold treats accounts by region, {@code ages} by age of the account
 * @param samplePrecision average precision on the sample that absences were tried on
 * @param absences what is left of it when a layer's inputs fail
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
     * One scorer: a step of the ladder, or a rival.
     *
     * @param name of the layer, "classical" for the first step; or of the rival
     * @param intervals how far the metrics can be trusted
     * @param cardPrecision at 100 cards a day
     */
    public record ScorerResult(String name, Metrics metrics, MetricIntervals intervals, double cardPrecision) {}

    /** How much of one kind of fraud reached each threshold. */
    public record TypologyRecall(String typology, long frauds, double reviewedRecall, double declinedRecall) {}

    /**
     * All that scores at or above a threshold.
     *
     * @param transactions how many
     * @param frauds how many of them were fraud
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

        /** NaN if there are none. */
        public double precision() {
            return (double) frauds / transactions;
        }
    }

    /**
     * What the report draws.
     *
     * @param last the column of the final score; the ladder stands up to it, rivals after it
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

    /** How much a feature moves the final logit of a fraud, in the mean. */
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

    /** All of it but the curves, as plain text. */
    public String table() {
        return EvaluationFormatter.of(this);
    }

    /** The final score. */
    public ScorerResult last() {
        return ladder.get(ladder.size() - 1);
    }
}
