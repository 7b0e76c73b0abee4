package io.nacre.training.fit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.model.BoostedTrees;
import io.nacre.training.sample.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * XGBoost on some columns of the examples, a few rounds at a time. It uses one thread: this is cheapest on shared
 * cores, and gives identical results on every machine.
 */
public final class XgBoostTrainer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int[] columns;
    private final DMatrix matrix;
    private final Booster booster;
    private int rounds;

    /**
     * Starts from given logits.
     *
     * @param columns the features to use
     * @param logits one per example
     * @param weights one per example
     */
    public XgBoostTrainer(
            Examples examples, int[] columns, float[] logits, double[] weights, TreeOptions options, long seed) {
        this.columns = columns.clone();
        try {
            matrix = matrix(examples, columns);
            float[] labels = new float[examples.size()];
            float[] counts = new float[examples.size()];
            for (int r = 0; r < labels.length; r++) {
                labels[r] = examples.fraud(r) ? 1 : 0;
                counts[r] = (float) weights[r];
            }
            matrix.setLabel(labels);
            matrix.setWeight(counts);
            matrix.setBaseMargin(logits);
            booster = XGBoost.train(matrix, parameters(options, seed), 0, Map.of(), null, null);
        } catch (XGBoostError e) {
            throw failed(e);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "the native library of XGBoost cannot be loaded (" + e.getMessage()
                            + "): install the OpenMP runtime (on Debian the package libgomp1), or train with --trees 0",
                    e);
        }
    }

    private static Map<String, Object> parameters(TreeOptions options, long seed) {
        return Map.ofEntries(
                Map.entry("objective", "binary:logistic"),
                Map.entry("base_score", 0.5),
                Map.entry("tree_method", "hist"),
                Map.entry("nthread", 1),
                Map.entry("verbosity", 0),
                Map.entry("seed", seed),
                Map.entry("max_depth", options.depth()),
                Map.entry("eta", options.learningRate()),
                Map.entry("colsample_bytree", options.columnShare()),
                Map.entry("subsample", options.rowShare()),
                Map.entry("min_child_weight", options.leafWeightMin()),
                Map.entry("max_bin", options.bins()));
    }

    private static DMatrix matrix(Examples examples, int[] columns) throws XGBoostError {
        float[] cells = new float[Math.multiplyExact(examples.size(), columns.length)];
        int at = 0;
        for (int row = 0; row < examples.size(); row++) {
            float[] vector = examples.vector(row);
            for (int column : columns) {
                cells[at++] = vector[column];
            }
        }
        return new DMatrix(cells, examples.size(), columns.length, Float.NaN);
    }

    public void grow(int trees) {
        try {
            for (int i = 0; i < trees; i++) {
                booster.update(matrix, rounds++);
            }
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /** The logits by XGBoost itself: the initial ones plus all trees. Used to test the exported trees. */
    float[] logits() {
        try {
            float[][] predicted = booster.predict(matrix, true);
            float[] logits = new float[predicted.length];
            for (int r = 0; r < logits.length; r++) {
                logits[r] = predicted[r][0];
            }
            return logits;
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /** The first trees, with feature indexes of the whole vector. */
    public BoostedTrees trees(int most) {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        try {
            JsonNode trees = JSON.readTree(booster.toByteArray("json")).at("/learner/gradient_booster/model/trees");
            for (int i = 0; i < Math.min(most, trees.size()); i++) {
                copy(trees.get(i), 0, builder, builder.tree());
            }
        } catch (XGBoostError e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }

    private void copy(JsonNode tree, int from, BoostedTrees.Builder builder, int to) {
        int low = tree.get("left_children").get(from).intValue();
        float value = tree.get("split_conditions").get(from).floatValue();
        if (low < 0) {
            builder.leaf(to, value);
            return;
        }
        int column = tree.get("split_indices").get(from).intValue();
        int child = builder.split(to, columns[column], value);
        copy(tree, low, builder, child);
        copy(tree, tree.get("right_children").get(from).intValue(), builder, child + 1);
    }

    @Override
    public void close() {
        booster.dispose();
        matrix.dispose();
    }

    private static IllegalStateException failed(XGBoostError e) {
        return new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
}
