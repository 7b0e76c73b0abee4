package io.nacre.training.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The baseline of the autoencoder: an isolation forest (Liu, Ting and Zhou, 2008). Random cuts isolate an unusual
 * vector earlier than a usual one.
 */
final class IsolationForest {

    static final int TREES = 100;

    /** As in the paper: more rows per tree do not improve it. */
    static final int ROWS_IN_A_TREE = 256;

    private static final double EULER = 0.5772156649015329;

    private final List<Node> trees;
    private final double usualDepth;

    private IsolationForest(List<Node> trees, double usualDepth) {
        this.trees = trees;
        this.usualDepth = usualDepth;
    }

    /** A cut, or a leaf with its remaining rows. */
    private record Node(int feature, float cut, List<Node> sides, int rows) {

        double depth(float[] vector) {
            Node node = this;
            int depth = 0;
            while (!node.sides.isEmpty()) {
                node = node.sides.get(vector[node.feature] < node.cut ? 0 : 1);
                depth++;
            }
            return depth + meanDepth(node.rows);
        }
    }

    /** Builds trees on random rows; the same rows and seed give the same forest. */
    static IsolationForest of(List<float[]> rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = Math.min(ROWS_IN_A_TREE, rows.size());
        int depthMax = (int) Math.ceil(Math.log(Math.max(2, size)) / Math.log(2));
        List<Node> trees = new ArrayList<>();
        for (int t = 0; t < TREES; t++) {
            List<float[]> drawn = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                drawn.add(rows.get(random.nextInt(rows.size())));
            }
            trees.add(grow(drawn, depthMax, random));
        }
        return new IsolationForest(trees, meanDepth(size));
    }

    /** The anomaly score, 0 to 1; higher is more unusual. */
    double score(float[] vector) {
        double sum = 0;
        for (Node tree : trees) {
            sum += tree.depth(vector);
        }
        return Math.pow(2, -sum / trees.size() / usualDepth);
    }

    private static Node grow(List<float[]> rows, int depthLeft, SplittableRandom random) {
        int feature = depthLeft == 0 ? -1 : varying(rows, random);
        if (feature < 0) {
            return new Node(-1, 0, List.of(), rows.size());
        }
        float least = least(rows, feature);
        float cut = (float) (least + (1 - random.nextDouble()) * (most(rows, feature) - least));
        List<float[]> below = new ArrayList<>();
        List<float[]> above = new ArrayList<>();
        rows.forEach(row -> (row[feature] < cut ? below : above).add(row));
        return new Node(
                feature,
                cut,
                List.of(grow(below, depthLeft - 1, random), grow(above, depthLeft - 1, random)),
                rows.size());
    }

    /** A random feature that varies in the rows; -1 if there is none. */
    private static int varying(List<float[]> rows, SplittableRandom random) {
        int found = 0;
        int chosen = -1;
        for (int feature = 0; !rows.isEmpty() && feature < rows.get(0).length; feature++) {
            if (most(rows, feature) > least(rows, feature) && random.nextInt(++found) == 0) {
                chosen = feature;
            }
        }
        return chosen;
    }

    private static float least(List<float[]> rows, int feature) {
        float least = Float.POSITIVE_INFINITY;
        for (float[] row : rows) {
            least = Math.min(least, row[feature]);
        }
        return least;
    }

    private static float most(List<float[]> rows, int feature) {
        float most = Float.NEGATIVE_INFINITY;
        for (float[] row : rows) {
            most = Math.max(most, row[feature]);
        }
        return most;
    }

    /** The mean depth of an unsuccessful search in a binary tree with so many rows. */
    private static double meanDepth(int rows) {
        return rows <= 1 ? 0 : 2 * (Math.log(rows - 1) + EULER) - 2.0 * (rows - 1) / rows;
    }
}
