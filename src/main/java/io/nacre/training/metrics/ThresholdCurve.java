package io.nacre.training.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The frauds and legitimate transactions at or above each score. Equal scores are one step.
 *
 * @param steps from the highest score to the lowest
 * @param frauds weight of all frauds
 * @param others weight of all legitimate transactions
 */
public record ThresholdCurve(List<Step> steps, double frauds, double others) {

    /** The transactions with a score of at least {@code score}. */
    public record Step(double score, double truePositives, double falsePositives) {
        public double precision() {
            return truePositives / (truePositives + falsePositives);
        }
    }

    public ThresholdCurve {
        steps = List.copyOf(steps);
    }

    public static ThresholdCurve of(ScoredLabels scoredLabels) {
        List<Step> steps = new ArrayList<>();
        int[] order = scoredLabels.descending();
        double caught = 0;
        double falselyAlerted = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (scoredLabels.fraud(row)) {
                caught += scoredLabels.weight(row);
            } else {
                falselyAlerted += scoredLabels.weight(row);
            }
            boolean last = i + 1 == order.length || scoredLabels.score(order[i + 1]) != scoredLabels.score(row);
            if (last) {
                steps.add(new Step(scoredLabels.score(row), caught, falselyAlerted));
            }
        }
        return new ThresholdCurve(steps, caught, falselyAlerted);
    }

    /** Whether there are both frauds and legitimate transactions, so that a ranking can be measured. */
    public boolean hasBothLabels() {
        return frauds > 0 && others > 0;
    }

    public double recall(Step step) {
        return step.truePositives() / frauds;
    }

    public double falsePositiveRate(Step step) {
        return step.falsePositives() / others;
    }

    /**
     * Area under the ROC curve: the probability that a fraud scores above a legitimate transaction. Ties count half.
     */
    public double aucRoc() {
        double area = 0;
        double caught = 0;
        double falselyAlerted = 0;
        for (Step step : steps) {
            area += (step.falsePositives() - falselyAlerted) * (step.truePositives() + caught) / 2;
            caught = step.truePositives();
            falselyAlerted = step.falsePositives();
        }
        return area / (frauds * others);
    }

    /** Precision averaged over recall, step by step without interpolation. */
    public double averagePrecision() {
        double sum = 0;
        double caught = 0;
        for (Step step : steps) {
            sum += (step.truePositives() - caught) * step.precision();
            caught = step.truePositives();
        }
        return sum / frauds;
    }

    /** The highest recall with at least this precision; 0 if no threshold has it. */
    public double recallAtPrecision(double precision) {
        double recall = 0;
        for (Step step : steps) {
            if (step.precision() >= precision) {
                recall = recall(step);
            }
        }
        return recall;
    }

    /** The highest recall with at most this false positive rate. */
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

    /** The lowest score with at most this false positive rate; infinite if there is none. */
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
