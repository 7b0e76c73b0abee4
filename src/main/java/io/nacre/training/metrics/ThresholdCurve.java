package io.nacre.training.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * How much fraud, and how much else, lies at or above each score; equal scores make one step.
 *
 * @param steps from the highest score to the lowest
 * @param frauds weight of all frauds
 * @param others weight of all others
 */
public record ThresholdCurve(List<Step> steps, double frauds, double others) {

    /** All that scores at least {@code score}. */
    public record Step(double score, double caught, double disturbed) {
        public double precision() {
            return caught / (caught + disturbed);
        }
    }

    public ThresholdCurve {
        steps = List.copyOf(steps);
    }

    public static ThresholdCurve of(ScoredLabels scoredLabels) {
        List<Step> steps = new ArrayList<>();
        int[] order = scoredLabels.descending();
        double caught = 0;
        double disturbed = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (scoredLabels.fraud(row)) {
                caught += scoredLabels.weight(row);
            } else {
                disturbed += scoredLabels.weight(row);
            }
            boolean last = i + 1 == order.length || scoredLabels.score(order[i + 1]) != scoredLabels.score(row);
            if (last) {
                steps.add(new Step(scoredLabels.score(row), caught, disturbed));
            }
        }
        return new ThresholdCurve(steps, caught, disturbed);
    }

    /** True if there is fraud and there is something else, so that a ranking can be judged. */
    public boolean isJudgeable() {
        return frauds > 0 && others > 0;
    }

    public double recall(Step step) {
        return step.caught() / frauds;
    }

    public double falsePositiveRate(Step step) {
        return step.disturbed() / others;
    }

    /** Area under the ROC curve: how often a fraud scores above another transaction, ties counted half. */
    public double aucRoc() {
        double area = 0;
        double caught = 0;
        double disturbed = 0;
        for (Step step : steps) {
            area += (step.disturbed() - disturbed) * (step.caught() + caught) / 2;
            caught = step.caught();
            disturbed = step.disturbed();
        }
        return area / (frauds * others);
    }

    /** Precision averaged over the recall it is reached at, step by step without interpolation. */
    public double averagePrecision() {
        double sum = 0;
        double caught = 0;
        for (Step step : steps) {
            sum += (step.caught() - caught) * step.precision();
            caught = step.caught();
        }
        return sum / frauds;
    }

    /** The highest recall at which at least this share of all that is pointed out is fraud; 0 if there is none. */
    public double recallAtPrecision(double precision) {
        double recall = 0;
        for (Step step : steps) {
            if (step.precision() >= precision) {
                recall = recall(step);
            }
        }
        return recall;
    }

    /** The highest recall that disturbs at most this share of the others. */
    public double recallAt(double falsePositiveRate) {
        double recall = 0;
        for (Step step : steps) {
            if (falsePositiveRate(step) > falsePositiveRate) {
                break;
            }
            recall = recall(step);
        }
        return recall;
    }

    /** The lowest score that disturbs at most this share of the others; infinite if none does. */
    double scoreAt(double falsePositiveRate) {
        double score = Double.POSITIVE_INFINITY;
        for (Step step : steps) {
            if (falsePositiveRate(step) > falsePositiveRate) {
                break;
            }
            score = step.score();
        }
        return score;
    }
}
