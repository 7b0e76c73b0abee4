package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.training.anomaly.AnomalyOptions;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.metrics.OptionBounds;
import io.nacre.training.sample.TimeSplitOptions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options for the training of a bundle.
 *
 * @param seed of every random choice: the same history and options give the same bundle
 * @param legitRowsMax maximum number of legitimate transactions in training, approximately; all frauds are kept
 * @param validationRowsMax maximum number of legitimate transactions in validation, approximately
 * @param fraudFactor weight of a fraud relative to a legitimate transaction; null: the square root of the imbalance
 * @param classicalLayers the layers of the classical model
 * @param classicalL2 L2 penalty of the classical model
 * @param anomaly the options of the anomaly model; null: no anomaly model
 * @param search the options of the search for better trees and a better network; null: use the given ones
 * @param evaluation the evaluation and its baselines
 * @param parent id of the bundle that the new one replaces
 */
public record TrainingOptions(
        long seed,
        TimeSplitOptions split,
        TreeOptions trees,
        NetworkOptions network,
        int legitRowsMax,
        int validationRowsMax,
        @Nullable Double fraudFactor,
        Set<String> classicalLayers,
        double classicalL2,
        @Nullable AnomalyOptions anomaly,
        @Nullable SearchOptions search,
        TrainingEvaluationOptions evaluation,
        @Nullable String parent) {

    public static final TrainingOptions DEFAULT = new TrainingOptions(
            42,
            TimeSplitOptions.DEFAULT,
            TreeOptions.DEFAULT,
            NetworkOptions.DEFAULT,
            100_000,
            200_000,
            null,
            Set.of("amount", "history"),
            1,
            AnomalyOptions.DEFAULT,
            null,
            TrainingEvaluationOptions.DEFAULT,
            null);

    public TrainingOptions {
        requireNonNull(split, "split is null");
        requireNonNull(trees, "trees is null");
        requireNonNull(network, "network is null");
        requireNonNull(evaluation, "evaluation is null");
        classicalLayers = Set.copyOf(classicalLayers);
        OptionBounds.require(legitRowsMax >= 100, "maximum of legitimate rows", legitRowsMax, "100 or more");
        OptionBounds.require(validationRowsMax >= 100, "maximum of validation rows", validationRowsMax, "100 or more");
        OptionBounds.require(classicalL2 >= 0, "classical l2", classicalL2, "0 or more");
        OptionBounds.require(
                fraudFactor == null || fraudFactor > 0,
                "fraud factor",
                fraudFactor == null ? 1 : fraudFactor,
                "above 0");
    }

    public TrainingOptions withSeed(long better) {
        return changed(draft -> draft.seed = better);
    }

    public TrainingOptions with(TimeSplitOptions better) {
        return changed(draft -> draft.split = better);
    }

    public TrainingOptions with(TreeOptions better) {
        return changed(draft -> draft.trees = better);
    }

    public TrainingOptions with(NetworkOptions better) {
        return changed(draft -> draft.network = better);
    }

    public TrainingOptions withLegitRowsMax(int better) {
        return changed(draft -> draft.legitRowsMax = better);
    }

    public TrainingOptions withFraudFactor(double better) {
        return changed(draft -> draft.fraudFactor = better);
    }

    /** With another anomaly model, or without one. */
    public TrainingOptions withAnomaly(@Nullable AnomalyOptions better) {
        return changed(draft -> draft.anomaly = better);
    }

    /** With another search, or without one. */
    public TrainingOptions withSearch(@Nullable SearchOptions better) {
        return changed(draft -> draft.search = better);
    }

    /** With the bundle that the new one replaces. */
    public TrainingOptions withParent(@Nullable String better) {
        return changed(draft -> draft.parent = better);
    }

    public TrainingOptions with(TrainingEvaluationOptions better) {
        return changed(draft -> draft.evaluation = better);
    }

    private TrainingOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new TrainingOptions(
                draft.seed,
                draft.split,
                draft.trees,
                draft.network,
                draft.legitRowsMax,
                validationRowsMax,
                draft.fraudFactor,
                classicalLayers,
                classicalL2,
                draft.anomaly,
                draft.search,
                draft.evaluation,
                draft.parent);
    }

    /** A mutable copy of the options. */
    private final class Draft {
        private long seed = TrainingOptions.this.seed;
        private TimeSplitOptions split = TrainingOptions.this.split;
        private TreeOptions trees = TrainingOptions.this.trees;
        private NetworkOptions network = TrainingOptions.this.network;
        private int legitRowsMax = TrainingOptions.this.legitRowsMax;
        private @Nullable Double fraudFactor = TrainingOptions.this.fraudFactor;
        private @Nullable AnomalyOptions anomaly = TrainingOptions.this.anomaly;
        private @Nullable SearchOptions search = TrainingOptions.this.search;
        private TrainingEvaluationOptions evaluation = TrainingOptions.this.evaluation;
        private @Nullable String parent = TrainingOptions.this.parent;
    }
}
