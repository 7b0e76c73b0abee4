package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.CompiledEngine;
import io.nacre.model.Engine;
import io.nacre.model.Inputs;
import io.nacre.model.Model;
import io.nacre.model.Normalisation;
import io.nacre.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Trains what a cascade is compared with: on the very same examples, calibrated on the same later ones. */
final class Rivals {

    /** More than are ever worth it: early stopping decides. */
    private static final int TREES_MOST = 1000;

    private final Inputs inputs;

    /** All features as one layer. */
    private final Inputs whole;

    private final TrainingOptions options;
    private final Examples training;
    private final Examples validation;
    private final double fraudFactor;
    private final Progress progress;

    /** @param options with a fraud factor */
    Rivals(Inputs inputs, TrainingOptions options, Examples training, Examples validation, Progress progress) {
        this.inputs = inputs;
        this.whole = new Inputs(List.of(new Inputs.Group("all", inputs.features())));
        this.options = options;
        this.training = training;
        this.validation = validation;
        this.fraudFactor = requireNonNull(options.fraudFactor());
        this.progress = progress;
    }

    /**
     * All that the options ask for.
     *
     * @param model the trained one
     * @param fit trains such a model on other examples, the second ones being for validation
     */
    List<Rival> of(Model model, BiFunction<Examples, Examples, Model> fit) {
        Comparison comparison = options.judging().comparison();
        Normalisation normalisation = model.normalisation();
        List<Rival> rivals = new ArrayList<>();
        if (comparison != Comparison.NONE) {
            rivals.add(xgboost(normalisation));
            rivals.add(flatNetwork(normalisation, weights(model.cascade())));
        }
        if (comparison == Comparison.LAYERS) {
            for (int layer = 0; layer < inputs.layers().size(); layer++) {
                if (varies(normalisation, layer)) {
                    rivals.add(without(layer, fit));
                }
            }
        }
        return rivals;
    }

    /** Boosted trees on the whole vector, on nothing but the base rate. */
    private Rival xgboost(Normalisation normalisation) {
        progress.say("compare: XGBoost on the whole vector");
        TreeOptions trees = options.trees().withMost(TREES_MOST);
        ClassicalModel boosted = new TreeTrainer(
                        whole, normalisation, baseRate(normalisation), trees, options.seed(), progress)
                .train(training, fraudFactor, validation);
        // A network that was never taught adds nothing.
        NetworkOptions none = options.network().withHidden(1).withEpochs(0);
        return rival("xgboost", normalisation, boosted, none);
    }

    /** One hidden layer that reads the whole vector at once, on nothing but the base rate. */
    private Rival flatNetwork(Normalisation normalisation, int weights) {
        int hidden = Math.max(1, weights / (inputs.width() + 2));
        progress.say("compare: a flat network, " + hidden + " wide");
        ClassicalModel nothing = baseRate(normalisation).with(List.of(BoostedTrees.NONE));
        return rival("flat-network", normalisation, nothing, options.network().withHidden(hidden));
    }

    private Rival rival(String name, Normalisation normalisation, ClassicalModel classical, NetworkOptions network) {
        Cascade cascade = new CascadeTrainer(whole, normalisation, classical, network, options.seed(), progress)
                .train(training, fraudFactor, validation)
                .cascade();
        return rival(
                name, Trainer.calibrated(new Model(normalisation, classical, cascade, Calibration.NONE), validation));
    }

    /** What never varied in training is read by no model, so it need not be hidden again when scoring. */
    private Rival without(int layer, BiFunction<Examples, Examples, Model> fit) {
        String name = inputs.layers().get(layer).name();
        int from = inputs.offset(layer);
        int to = from + inputs.widths()[layer];
        progress.say("compare: without layer " + name);
        return rival("without-" + name, fit.apply(training.without(from, to), validation.without(from, to)));
    }

    private static Rival rival(String name, Model model) {
        Engine engine = new CompiledEngine(model);
        return new Rival(name, vector -> engine.score(vector).score());
    }

    private ClassicalModel baseRate(Normalisation normalisation) {
        return training.regression(normalisation, new int[0], fraudFactor, options.classicalL2());
    }

    /** False where every feature of the layer is the same in all examples: then to leave it out changes nothing. */
    private boolean varies(Normalisation normalisation, int layer) {
        for (int i = inputs.offset(layer); i < inputs.offset(layer) + inputs.widths()[layer]; i++) {
            if (normalisation.apply(i, Float.MAX_VALUE) != 0) {
                return true;
            }
        }
        return false;
    }

    private static int weights(Cascade cascade) {
        int sum = 0;
        for (Stage stage : cascade.stages()) {
            sum += Stage.length(stage.previous(), stage.width(), stage.hidden());
        }
        return sum;
    }
}
