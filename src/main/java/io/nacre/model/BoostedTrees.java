package io.nacre.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Regression trees in flat arrays; the score is the sum of their leaves. A node continues at child {@code low} if its
 * feature is below its value, else at the next child.
 *
 * <p>Trees are stored one after the other, and every child follows its parent inside its tree, so traversal always
 * ends.
 */
public final class BoostedTrees {

    public static final BoostedTrees NONE = new BoostedTrees(new int[0], new int[0], new float[0], new int[0]);

    public static final int MAX_NODES = 1 << 22;

    /** Maximum number of trees of one layer, also in training. */
    public static final int MAX_TREES = 10_000;

    static final int MAX_DEPTH = 32;

    /** Maximum number of comparisons per score of all trees of a layer: ten thousand trees of depth 13. */
    static final int MAX_COMPARISONS = 1 << 17;

    private static final int LEAF = -1;

    private final int[] roots;
    private final int[] features;
    private final float[] values;
    private final int[] lows;

    /**
     * @param roots index of each tree's root, ascending from 0
     * @param features feature of each node; -1 for a leaf
     * @param values threshold of a node, or logit contribution of a leaf
     * @param lows child of a node for smaller features; the other child follows it
     */
    BoostedTrees(int[] roots, int[] features, float[] values, int[] lows) {
        if (features.length > MAX_NODES || features.length != values.length || features.length != lows.length) {
            throw new IllegalArgumentException("the trees have over " + MAX_NODES + " nodes, or incomplete nodes");
        }
        if (roots.length == 0 ? features.length > 0 : roots[0] != 0) {
            throw new IllegalArgumentException("the first tree does not begin at the first node");
        }
        if (roots.length > MAX_TREES) {
            throw new IllegalArgumentException(roots.length + " trees in one layer are more than " + MAX_TREES);
        }
        int comparisons = 0;
        for (int tree = 0; tree < roots.length; tree++) {
            int end = tree + 1 < roots.length ? roots[tree + 1] : features.length;
            requireTree(tree, roots[tree], end, features, lows);
            comparisons += requireDepth(tree, roots[tree], end, features, lows);
        }
        if (comparisons > MAX_COMPARISONS) {
            throw new IllegalArgumentException("the trees of one layer need up to " + comparisons
                    + " comparisons per score, more than " + MAX_COMPARISONS);
        }
        this.roots = roots.clone();
        this.features = features.clone();
        this.values = FloatArrayCodec.requireFinite("trees", values.clone());
        this.lows = lows.clone();
    }

    private static void requireTree(int tree, int from, int end, int[] features, int[] lows) {
        if (from >= end || end > features.length) {
            throw new IllegalArgumentException("tree " + tree + " has no nodes");
        }
        for (int i = from; i < end; i++) {
            if (features[i] < LEAF || (features[i] > LEAF && (lows[i] <= i || lows[i] + 1 >= end))) {
                throw new IllegalArgumentException("tree " + tree + " has a child outside the tree at node " + i);
            }
        }
    }

    /** The number of comparisons on the longest path of a tree. */
    private static int requireDepth(int tree, int from, int end, int[] features, int[] lows) {
        int[] depths = new int[end - from];
        int deepest = 0;
        for (int node = from; node < end; node++) {
            int depth = depths[node - from];
            deepest = Math.max(deepest, depth);
            if (features[node] != LEAF) {
                int low = lows[node] - from;
                depths[low] = Math.max(depths[low], depth + 1);
                depths[low + 1] = Math.max(depths[low + 1], depth + 1);
            }
        }
        if (deepest > MAX_DEPTH) {
            throw new IllegalArgumentException("tree " + tree + " is deeper than " + MAX_DEPTH);
        }
        return deepest;
    }

    /** Adds the leaves of a raw vector, tree by tree. */
    public float addTo(float logit, float[] vector) {
        float sum = logit;
        for (int root : roots) {
            int node = root;
            int feature = features[node];
            while (feature != LEAF) {
                node = vector[feature] < values[node] ? lows[node] : lows[node] + 1;
                feature = features[node];
            }
            sum += values[node];
        }
        return sum;
    }

    /** The same trees with all leaves multiplied by a factor. */
    public BoostedTrees scaled(float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = features[i] == LEAF ? scaled[i] * factor : scaled[i];
        }
        return new BoostedTrees(roots, features, scaled, lows);
    }

    /** The number of trees. */
    public int size() {
        return roots.length;
    }

    public int root(int tree) {
        return roots[tree];
    }

    public boolean isLeaf(int node) {
        return features[node] == LEAF;
    }

    public int feature(int node) {
        return features[node];
    }

    public float value(int node) {
        return values[node];
    }

    public int low(int node) {
        return lows[node];
    }

    /** The number of comparisons on the longest path. */
    public int depth() {
        int[] depths = new int[nodes()];
        int deepest = 0;
        for (int node = 0; node < depths.length; node++) {
            deepest = Math.max(deepest, depths[node]);
            if (!isLeaf(node)) {
                depths[lows[node]] = Math.max(depths[lows[node]], depths[node] + 1);
                depths[lows[node] + 1] = Math.max(depths[lows[node] + 1], depths[node] + 1);
            }
        }
        return deepest;
    }

    public int nodes() {
        return features.length;
    }

    /** One more than the highest feature index of any node. */
    int width() {
        int width = 0;
        for (int feature : features) {
            width = Math.max(width, feature + 1);
        }
        return width;
    }

    /** Roots, then features, values and lows: {@code size() + 3 * nodes()} numbers, all exact as binary32. */
    public float[] packed() {
        float[] packed = new float[length(size(), nodes())];
        int at = 0;
        for (int root : roots) {
            packed[at++] = root;
        }
        for (int i = 0; i < nodes(); i++) {
            packed[at + i] = features[i];
            packed[at + nodes() + i] = values[i];
            packed[at + 2 * nodes() + i] = lows[i];
        }
        return packed;
    }

    public static int length(int trees, int nodes) {
        return trees + 3 * nodes;
    }

    public static BoostedTrees unpacked(int trees, int nodes, float[] packed) {
        int[] roots = new int[trees];
        int[] features = new int[nodes];
        float[] values = new float[nodes];
        int[] lows = new int[nodes];
        for (int tree = 0; tree < trees; tree++) {
            roots[tree] = whole(packed[tree]);
        }
        for (int i = 0; i < nodes; i++) {
            features[i] = whole(packed[trees + i]);
            values[i] = packed[trees + nodes + i];
            lows[i] = whole(packed[trees + 2 * nodes + i]);
        }
        return new BoostedTrees(roots, features, values, lows);
    }

    private static int whole(float number) {
        int whole = (int) number;
        if (whole != number) {
            throw new IllegalArgumentException("the trees have an index that is not a whole number: " + number);
        }
        return whole;
    }

    /** Builds trees node by node. */
    public static final class Builder {

        private final List<Integer> roots = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();

        private record Node(int feature, float value, int low) {}

        /** Starts a tree, and reserves its root. */
        public int tree() {
            roots.add(nodes.size());
            nodes.add(new Node(LEAF, 0, 0));
            return nodes.size() - 1;
        }

        /**
         * Makes a reserved node an inner node. Reserves its two children and returns the low one; the other follows it.
         */
        public int split(int node, int feature, float threshold) {
            int low = nodes.size();
            nodes.set(node, new Node(feature, threshold, low));
            nodes.add(new Node(LEAF, 0, 0));
            nodes.add(new Node(LEAF, 0, 0));
            return low;
        }

        /** Makes a reserved node a leaf. */
        public void leaf(int node, float addition) {
            nodes.set(node, new Node(LEAF, addition, 0));
        }

        public BoostedTrees build() {
            float[] values = new float[nodes.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = nodes.get(i).value();
            }
            return new BoostedTrees(
                    roots.stream().mapToInt(i -> i).toArray(),
                    nodes.stream().mapToInt(Node::feature).toArray(),
                    values,
                    nodes.stream().mapToInt(Node::low).toArray());
        }
    }
}
