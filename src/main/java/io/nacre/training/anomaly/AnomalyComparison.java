package io.nacre.training.anomaly;

import io.nacre.feature.FeatureVector;
import io.nacre.feature.TransactionResolver;
import io.nacre.model.FeatureLayout;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.anomaly.AnomalyPercentile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.training.evaluate.AnomalyEvaluation;
import io.nacre.training.evaluate.AnomalyEvaluator;
import io.nacre.training.evaluate.CompromisedCardFilter;
import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.history.History;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.history.Replay;
import io.nacre.training.sample.UniformVectorSample;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains the anomaly model and an isolation forest on one part of history, and evaluates both on another. Labels are
 * used only for the evaluation.
 */
public final class AnomalyComparison {

    /**
     * The parts of history. The evaluated part may be before the others: then it is evaluated with hindsight.
     *
     * @param trainFrom event time of the first training transaction
     * @param validateFrom event time of the end of training, exclusive, and the start of validation
     * @param validateTo event time of the end of validation, exclusive
     * @param from event time of the first evaluated transaction
     * @param to event time, exclusive
     */
    public record Spans(Instant trainFrom, Instant validateFrom, Instant validateTo, Instant from, Instant to) {
        public Spans {
            if (!(trainFrom.isBefore(validateFrom) && validateFrom.isBefore(validateTo) && from.isBefore(to))) {
                throw new IllegalArgumentException("the times are not in order: train from " + trainFrom
                        + ", validate from " + validateFrom + " to " + validateTo + ", evaluate from " + from + " to "
                        + to
                        + ": set them in this order");
            }
        }
    }

    /**
     * The options of the comparison.
     *
     * @param labelsKnown whether features may use frauds once they are known; false: no labels for features
     * @param leaveOutCompromised exclude cards known to be compromised at the start of the day
     */
    public record Options(
            Spans spans, AnomalyOptions anomaly, long seed, boolean labelsKnown, boolean leaveOutCompromised) {}

    private final History history;
    private final TransactionResolver resolver;
    private final Options options;
    private final ProgressReporter progress;
    private final FeatureLayout featureLayout = FeatureLayout.catalogue();

    /** @param resolver adds the account profile and IP facts to a transaction */
    public AnomalyComparison(
            History history, TransactionResolver resolver, Options options, ProgressReporter progress) {
        this.history = history;
        this.resolver = resolver;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Trains and evaluates.
     *
     * @return the evaluations of the autoencoder and of the isolation forest, by name
     * @throws IllegalArgumentException if there is no training or no evaluation data
     */
    public Map<String, AnomalyEvaluation> compare() throws IOException {
        UniformVectorSample training = new UniformVectorSample(options.anomaly().rowsMax());
        UniformVectorSample validation =
                new UniformVectorSample(options.anomaly().validationRowsMax());
        Spans spans = options.spans();
        replay((labelled, vector) -> {
            String id = labelled.transaction().id();
            if (isWithin(labelled, spans.trainFrom(), spans.validateFrom())) {
                training.add(id, vector);
            } else if (isWithin(labelled, spans.validateFrom(), spans.validateTo())) {
                validation.add(id, vector);
            }
        });
        Map<String, AnomalyEvaluator> evaluators = new LinkedHashMap<>();
        evaluators.put("autoencoder", autoencoder(training, validation));
        evaluators.put("isolation forest", forest(training, validation));
        evaluateAll(evaluators);
        Map<String, AnomalyEvaluation> evaluations = new LinkedHashMap<>();
        evaluators.forEach((name, evaluator) -> evaluations.put(name, evaluator.evaluation()));
        return evaluations;
    }

    private AnomalyEvaluator autoencoder(UniformVectorSample training, UniformVectorSample validation) {
        AnomalyModel model = new AnomalyTrainer(featureLayout, options.anomaly(), options.seed(), progress)
                .train(training, validation);
        AnomalyDetector detector = new AnomalyDetector(featureLayout, model);
        return new AnomalyEvaluator(
                detector::error, model.rarity(), options.anomaly().budget());
    }

    private AnomalyEvaluator forest(UniformVectorSample training, UniformVectorSample validation) {
        progress.report("isolation forest: " + IsolationForest.TREES + " trees");
        IsolationForest forest = IsolationForest.of(training.vectors(), options.seed());
        List<float[]> later = validation.vectors();
        AnomalyPercentile anomalyPercentile =
                AnomalyPercentile.of(later.stream().mapToDouble(forest::score).toArray());
        return new AnomalyEvaluator(
                forest::score, anomalyPercentile, options.anomaly().budget());
    }

    private void evaluateAll(Map<String, AnomalyEvaluator> evaluators) throws IOException {
        Instant from = options.spans().from();
        CompromisedCardFilter compromised = new CompromisedCardFilter(
                EvaluationOptions.between(from, options.spans().to())
                        .compromisedFrom()
                        .toEpochMilli());
        long[] rows = {0};
        replay((labelled, vector) -> {
            Label label = labelled.label();
            boolean isCompromised = options.leaveOutCompromised() && compromised.contains(labelled.transaction());
            if (label != null
                    && !isCompromised
                    && isWithin(labelled, from, options.spans().to())) {
                evaluators.values().forEach(evaluator -> evaluator.add(vector, label.fraud(), labelled.typology()));
                rows[0]++;
            }
            compromised.add(labelled);
        });
        if (rows[0] == 0) {
            throw new IllegalArgumentException("no labelled transaction is between " + from + " and "
                    + options.spans().to() + ": set times inside the history");
        }
    }

    /** Receives a transaction with its vector. */
    @FunctionalInterface
    private interface Listener {
        void replayed(LabelledTransaction labelled, float[] vector);
    }

    private void replay(Listener listener) throws IOException {
        Replay replay = new Replay(resolver, history.profiles());
        history.forEach(labelled -> {
            LabelledTransaction seen = options.labelsKnown() ? labelled : labelled.withoutLabel();
            FeatureVector vector = replay.step(seen);
            if (vector != null) {
                listener.replayed(labelled, vector.values());
            }
        });
    }

    private static boolean isWithin(LabelledTransaction labelled, Instant from, Instant to) {
        Instant at = Instant.ofEpochMilli(labelled.transaction().eventTimeMs());
        return !at.isBefore(from) && at.isBefore(to);
    }
}
