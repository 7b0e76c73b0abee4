package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.engine.CascadeGraph;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.evaluate.BaselineScorer;
import io.nacre.training.fit.CascadeTrainer;
import io.nacre.training.fit.LogisticRegression;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.fit.TreeTrainer;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.learning.config.NoOp;

/** Trains the baselines of a cascade on the same examples and calibrates them on the same validation examples. */
final class BaselineTrainer {

    /** An upper bound; early stopping decides. */
    private static final int MAX_TREES = 1000;

    private final FeatureLayout featureLayout;

    /** All features as one layer. */
    private final FeatureLayout whole;

    private final TrainingOptions options;
    private final Examples training;
    private final Examples validation;
    private final boolean[] momentary;
    private final double fraudFactor;
    private final ProgressReporter progress;

    /**
     * @param options with a fraud factor
     * @param momentary the stateless features
     */
    BaselineTrainer(
            FeatureLayout featureLayout,
            TrainingOptions options,
            Examples training,
            Examples validation,
            boolean[] momentary,
            ProgressReporter progress) {
        this.featureLayout = featureLayout;
        this.whole = new FeatureLayout(List.of(new FeatureLayout.Group("all", featureLayout.features())));
        this.options = options;
        this.training = training;
        this.validation = validation;
        this.momentary = momentary.clone();
        this.fraudFactor = requireNonNull(options.fraudFactor());
        this.progress = progress;
    }

    /**
     * All baselines that the options select.
     *
     * @param model the trained cascade
     * @param fit trains such a model on other examples; the second argument is for validation
     */
    List<BaselineScorer> of(Model model, BiFunction<Examples, Examples, Model> fit) {
        BaselineSelection selection = options.evaluation().comparison();
        Normalisation normalisation = model.normalisation();
        List<BaselineScorer> rivals = new ArrayList<>();
        if (selection != BaselineSelection.NONE) {
            progress.report("compare: XGBoost on the whole vector");
            rivals.add(xgboost("xgboost", normalisation, training, validation));
            progress.report("compare: XGBoost on stateless features: " + momentaryNames(normalisation));
            rivals.add(xgboost("xgboost-raw", normalisation, training.only(momentary), validation.only(momentary)));
            rivals.add(flatNetwork(normalisation, weights(model.cascade())));
        }
        if (selection == BaselineSelection.LAYERS) {
            for (int layer = 0; layer < featureLayout.layers().size(); layer++) {
                if (varies(normalisation, layer)) {
                    rivals.add(without(layer, fit));
                }
            }
        }
        return rivals;
    }

    /**
     * Boosted trees that start from the base rate. Trees never read a feature that is constant in training, so it is
     * not masked when scoring.
     */
    private BaselineScorer xgboost(String name, Normalisation normalisation, Examples examples, Examples later) {
        TreeOptions trees = options.trees().withMost(MAX_TREES);
        ClassicalModel boosted = new TreeTrainer(
                        whole, normalisation, baseRate(normalisation), trees, options.seed(), progress)
                .train(examples, fraudFactor, later);
        Cascade silent = CascadeGraph.untrained(
                        new int[] {featureLayout.width()},
                        new int[] {1},
                        new double[] {1},
                        options.seed(),
                        new NoOp(),
                        0)
                .cascade();
        return calibrated(name, new Model(normalisation, boosted, silent, Calibration.NONE), later);
    }

    /** A network with one hidden layer over the whole vector, starting from the base rate. */
    private BaselineScorer flatNetwork(Normalisation normalisation, int weights) {
        int hidden = Math.max(1, weights / (featureLayout.width() + 2));
        progress.report("compare: a flat network, " + hidden + " wide");
        ClassicalModel nothing = baseRate(normalisation).with(List.of(BoostedTrees.NONE));
        return rival("flat-network", normalisation, nothing, options.network().withHidden(hidden));
    }

    private BaselineScorer rival(
            String name, Normalisation normalisation, ClassicalModel classical, NetworkOptions network) {
        Cascade cascade = new CascadeTrainer(whole, normalisation, classical, network, options.seed(), progress)
                .train(training, fraudFactor, validation)
                .cascade();
        return calibrated(name, new Model(normalisation, classical, cascade, Calibration.NONE), validation);
    }

    /** Models never read a feature that is constant in training, so it is not masked when scoring. */
    private BaselineScorer without(int layer, BiFunction<Examples, Examples, Model> fit) {
        String name = featureLayout.layers().get(layer).name();
        int from = featureLayout.offset(layer);
        int to = from + featureLayout.widths()[layer];
        progress.report("compare: without layer " + name);
        return rival("without-" + name, fit.apply(training.without(from, to), validation.without(from, to)));
    }

    private static BaselineScorer calibrated(String name, Model model, Examples later) {
        return rival(name, Trainer.calibrated(model, later));
    }

    private static BaselineScorer rival(String name, Model model) {
        Engine engine = new CompiledEngine(model);
        return new BaselineScorer(name, vector -> engine.score(vector).score());
    }

    private ClassicalModel baseRate(Normalisation normalisation) {
        return new LogisticRegression(options.classicalL2())
                .classicalModel(training, normalisation, new int[0], fraudFactor);
    }

    /** The names of the features that vary. */
    private String momentaryNames(Normalisation normalisation) {
        List<String> names = featureLayout.features();
        return IntStream.range(0, names.size())
                .filter(i -> momentary[i] && normalisation.apply(i, Float.MAX_VALUE) != 0)
                .mapToObj(names::get)
                .collect(Collectors.joining(", "));
    }

    /** False if all features of the layer are constant. Then leaving it out changes nothing. */
    private boolean varies(Normalisation normalisation, int layer) {
        for (int i = featureLayout.offset(layer);
                i < featureLayout.offset(layer) + featureLayout.widths()[layer];
                i++) {
            if (normalisation.apply(i, Float.MAX_VALUE) != 0) {
                return true;
            }
        }
        return false;
    }

    private static int weights(Cascade cascade) {
        int sum = 0;
        for (CascadeLayer cascadeLayer : cascade.stages()) {
            sum += CascadeLayer.length(cascadeLayer.previous(), cascadeLayer.width(), cascadeLayer.hidden());
        }
        return sum;
    }
}
