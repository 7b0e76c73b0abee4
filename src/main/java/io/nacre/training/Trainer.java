package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.FeatureVector;
import io.nacre.feature.TransactionResolver;
import io.nacre.model.BoostedTrees;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.GoldenVectors;
import io.nacre.model.bundle.Provenance;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Dl4jEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.anomaly.AnomalySamples;
import io.nacre.training.evaluate.BaselineScorer;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.evaluate.Evaluator;
import io.nacre.training.fit.CascadeTrainer;
import io.nacre.training.fit.DefaultThresholds;
import io.nacre.training.fit.EnsembleBlend;
import io.nacre.training.fit.LogisticRegression;
import io.nacre.training.fit.PlattScaling;
import io.nacre.training.fit.TreeTrainer;
import io.nacre.training.history.History;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.history.Replay;
import io.nacre.training.history.ThroughputReportingHistory;
import io.nacre.training.metrics.Interval;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.MoneyRecall;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.DatasetSummary;
import io.nacre.training.sample.ExampleSampler;
import io.nacre.training.sample.Examples;
import io.nacre.training.sample.TimeSplit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains a bundle from history. It splits the history by time, replays it into vectors, fits the classical model and
 * trains the cascade. Then it calibrates, chooses thresholds, and evaluates on the last part of the history.
 */
public final class Trainer {

    private static final int GOLDEN_VECTORS = 64;

    private final History history;
    private final TransactionResolver resolver;
    private final TrainingOptions options;
    private final ProgressReporter progress;
    private final FeatureLayout featureLayout = FeatureLayout.catalogue();

    /** @param resolver adds the IP facts and the merchant's location to a transaction */
    public Trainer(History history, TransactionResolver resolver, TrainingOptions options, ProgressReporter progress) {
        this.history = history;
        this.resolver = resolver;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Trains a bundle without writing it.
     *
     * @param created the creation time in the bundle
     * @throws IllegalArgumentException if the history does not allow training; names the reason and the remedy
     */
    public TrainingResult train(Instant created) throws IOException {
        DatasetSummary datasetSummary =
                DatasetSummary.of(new ThroughputReportingHistory(history, "count", progress), options.split());
        progress.report(datasetSummary.toString());
        ExampleSampler exampleSampler = new ExampleSampler(
                featureLayout.width(),
                datasetSummary,
                options.legitRowsMax(),
                options.validationRowsMax(),
                history::weight);
        AnomalySamples unlabelled =
                new AnomalySamples(datasetSummary.split(), options.anomaly(), options.legitRowsMax());
        StatelessFeatureFinder statelessFeatureFinder = new StatelessFeatureFinder(featureLayout.width());
        replay(exampleSampler, unlabelled, statelessFeatureFinder, datasetSummary.rows());
        Examples training = exampleSampler
                .training()
                .hidingLayers(featureLayout, options.network().layerDropout(), new SplittableRandom(options.seed()));
        TrainingOptions chosen =
                chosen(options.withFraudFactor(fraudFactor(datasetSummary)), training, exampleSampler.validation());
        Model model = fit(chosen, training, exampleSampler.validation());
        AnomalyModel anomaly = unlabelled.train(featureLayout, options.seed(), progress);
        Thresholds thresholds = DefaultThresholds.choose(probabilities(model, exampleSampler.validation()))
                .withAnomaly(unlabelled.budget());
        progress.report("calibration: " + model.calibration() + ", " + thresholds);
        GoldenVectors goldenVectors = golden(model, training);
        goldenVectors = anomaly == null ? goldenVectors : goldenVectors.with(anomaly);
        List<BaselineScorer> rivals = new BaselineTrainer(
                        featureLayout,
                        chosen,
                        training,
                        exampleSampler.validation(),
                        statelessFeatureFinder.features(),
                        progress)
                .of(model, (rows, later) -> fit(chosen, rows, later));
        DriftBaseline driftBaseline = DriftBaselines.of(
                exampleSampler.training(), exampleSampler.validation(), new CompiledEngine(model), thresholds.review());
        return evaluated(
                chosen, model, rivals, anomaly, thresholds, goldenVectors, driftBaseline, datasetSummary, created);
    }

    /** The earlier half of validation steers the training of each trial; the later half ranks the trials. */
    private TrainingOptions chosen(TrainingOptions given, Examples training, Examples validation) throws IOException {
        if (given.search() == null) {
            return given;
        }
        int half = validation.size() / 2;
        Examples stopping = validation.part(0, half);
        Examples calibration = validation.part(half, validation.size());
        String subject = training + ", then " + validation + ", features " + featureLayout.fingerprint();
        return new HyperparameterSearch(given.search(), subject, progress).best(given, candidate -> {
            ThresholdCurve thresholdCurve =
                    ThresholdCurve.of(probabilities(fit(candidate, training, stopping), calibration));
            return thresholdCurve.hasBothLabels() ? thresholdCurve.averagePrecision() : Double.NaN;
        });
    }

    private Model fit(TrainingOptions chosen, Examples training, Examples validation) {
        double fraudFactor = requireNonNull(chosen.fraudFactor());
        Normalisation normalisation = training.normalisation(fraudFactor);
        progress.report("classical model: " + training.size() + " examples, " + training.fraudCount() + " frauds");
        ClassicalModel regression = new LogisticRegression(chosen.classicalL2())
                .classicalModel(training, normalisation, featureLayout.indices(chosen.classicalLayers()), fraudFactor);
        TreeTrainer trees =
                new TreeTrainer(featureLayout, normalisation, regression, chosen.trees(), chosen.seed(), progress);
        ClassicalModel boosted = trees.train(training, fraudFactor, validation);
        List<BoostedTrees> none = Collections.nCopies(featureLayout.layers().size(), BoostedTrees.NONE);
        ClassicalModel plain = regression.with(none);
        CascadeTrainer trainer =
                new CascadeTrainer(featureLayout, normalisation, plain, chosen.network(), chosen.seed(), progress);
        Cascade cascade = trainer.train(training, fraudFactor, validation).cascade();
        return calibrated(
                new EnsembleBlend(normalisation, boosted, plain, cascade, progress).of(validation), validation);
    }

    private void replay(
            ExampleSampler exampleSampler,
            AnomalySamples unlabelled,
            StatelessFeatureFinder statelessFeatureFinder,
            long rows)
            throws IOException {
        Replay replay = history.replay(resolver);
        long[] done = {0};
        new ThroughputReportingHistory(history, "replay", progress).forEach(labelled -> {
            FeatureVector vector = replay.step(labelled);
            if (vector != null) {
                boolean kept = exampleSampler.add(labelled, vector.values());
                if (kept && options.evaluation().comparison() != BaselineSelection.NONE) {
                    statelessFeatureFinder.observe(
                            vector.values(),
                            replay.withoutMemory(labelled.transaction()).values());
                }
                unlabelled.add(labelled.transaction(), vector.values());
            }
            done[0]++;
            if (done[0] * 10 / rows > (done[0] - 1) * 10 / rows) {
                progress.report("replay: " + done[0] * 100 / rows + " %");
            }
        });
    }

    private double fraudFactor(DatasetSummary datasetSummary) {
        Double given = options.fraudFactor();
        return given != null
                ? given
                : Math.sqrt((double) datasetSummary.trainOthers() / Math.max(1, datasetSummary.trainFrauds()));
    }

    /** Calibrates the scores to probabilities on later examples. */
    static Model calibrated(Model model, Examples validation) {
        Engine engine = new CompiledEngine(model);
        ScoredLabels logits = new ScoredLabels();
        for (int i = 0; i < validation.size(); i++) {
            Trail trail = engine.score(validation.vector(i));
            logits.add(trail.logits()[trail.layers()], validation.fraud(i), validation.weight(i));
        }
        return model.with(PlattScaling.fit(logits));
    }

    private static ScoredLabels probabilities(Model model, Examples validation) {
        Engine engine = new CompiledEngine(model);
        ScoredLabels probabilities = new ScoredLabels();
        for (int i = 0; i < validation.size(); i++) {
            probabilities.add(engine.score(validation.vector(i)).score(), validation.fraud(i), validation.weight(i));
        }
        return probabilities;
    }

    /** Frauds and legitimate transactions, so that both ends of the score are covered. */
    private static GoldenVectors golden(Model model, Examples examples) {
        List<float[]> frauds = new ArrayList<>();
        List<float[]> others = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            List<float[]> kind = examples.fraud(i) ? frauds : others;
            if (kind.size() < GOLDEN_VECTORS / 2) {
                kind.add(examples.vector(i));
            }
        }
        frauds.addAll(others);
        return GoldenVectors.of(Dl4jEngine.of(model), frauds);
    }

    private TrainingResult evaluated(
            TrainingOptions chosen,
            Model model,
            List<BaselineScorer> rivals,
            @Nullable AnomalyModel anomaly,
            Thresholds thresholds,
            GoldenVectors goldenVectors,
            DriftBaseline driftBaseline,
            DatasetSummary datasetSummary,
            Instant created)
            throws IOException {
        TimeSplit timeSplit = datasetSummary.split();
        Provenance provenance = new Provenance(
                created,
                options.parent(),
                Instant.ofEpochMilli(timeSplit.trainFromMs()),
                Instant.ofEpochMilli(timeSplit.testFromMs()));
        Bundle unjudged = Bundle.of(provenance, featureLayout, model, anomaly, thresholds, Map.of(), goldenVectors);
        progress.report("evaluation: replaying history once more");
        EvaluationOptions test = EvaluationOptions.between(
                Instant.ofEpochMilli(timeSplit.testFromMs()), Instant.ofEpochMilli(timeSplit.testToMs()));
        test = test.with(options.evaluation().rates());
        test = options.evaluation().leaveOutCompromised() ? test.withoutCompromised() : test;
        Evaluation evaluation = Evaluator.evaluate(
                unjudged,
                rivals,
                new ThroughputReportingHistory(history, "evaluation", progress),
                resolver,
                test,
                (id, score) -> {});
        Bundle bundle = Bundle.of(
                        provenance,
                        featureLayout,
                        model,
                        anomaly,
                        thresholds,
                        metrics(evaluation, datasetSummary),
                        goldenVectors)
                .with(driftBaseline);
        return new TrainingResult(
                bundle,
                evaluation,
                chosen,
                datasetSummary.trainOthers() + datasetSummary.trainFrauds(),
                datasetSummary.trainFrauds());
    }

    private static Map<String, Double> metrics(Evaluation evaluation, DatasetSummary datasetSummary) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("train.rows", (double) (datasetSummary.trainOthers() + datasetSummary.trainFrauds()));
        metrics.put("train.frauds", (double) datasetSummary.trainFrauds());
        metrics.put("test.rows", (double) evaluation.rows());
        metrics.put("test.frauds", (double) evaluation.frauds());
        for (Evaluation.ScorerResult scorerResult : evaluation.ladder()) {
            metrics.put(
                    "test.average_precision." + scorerResult.name(),
                    scorerResult.metrics().averagePrecision());
        }
        for (Evaluation.ScorerResult rival : evaluation.rivals()) {
            metrics.put(
                    "test.average_precision." + rival.name().replace('-', '_'),
                    rival.metrics().averagePrecision());
        }
        Interval trusted = evaluation.last().intervals().averagePrecision();
        metrics.put("test.average_precision_low", trusted.low());
        metrics.put("test.average_precision_high", trusted.high());
        MoneyRecall money = evaluation.money();
        metrics.put("test.money_recall_at_fpr_1_percent", money.atOnePercent());
        metrics.put("test.money_recall_at_fpr_0_1_percent", money.atOnePerMille());
        metrics.put("test.review_money_recall", money.reviewed());
        metrics.put("test.decline_money_recall", money.declined());
        Metrics last = evaluation.last().metrics();
        metrics.put("test.auc_roc", last.aucRoc());
        metrics.put("test.average_precision", last.averagePrecision());
        metrics.put("test.recall_at_fpr_1_percent", last.recallAtOnePercent());
        metrics.put("test.recall_at_fpr_0_1_percent", last.recallAtOnePerMille());
        metrics.put("test.brier", last.brier());
        metrics.put("test.calibration_error", last.calibrationError());
        metrics.put("test.card_precision_100", evaluation.last().cardPrecision());
        metrics.put("test.review_precision", evaluation.reviewed().precision());
        metrics.put("test.review_recall", evaluation.reviewed().recall());
        metrics.put("test.decline_precision", evaluation.declined().precision());
        metrics.put("test.decline_recall", evaluation.declined().recall());
        if (evaluation.anomalies() != null) {
            metrics.putAll(evaluation.anomalies().metrics());
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }
}
