package io.nacre.training.fit;

import static io.nacre.training.metrics.OptionBounds.require;

/**
 * The options for boosting the trees of the classical model.
 *
 * @param maxTrees maximum number of trees in the last layer; 0 for a classical model without trees
 * @param maxTreesPerTrial maximum number of trees in each earlier layer. They cost as much time per score as those of
 *     the last layer, but only explain the trail
 * @param patience trees without a better ranking on validation before a layer's training stops
 * @param depth maximum depth of a tree
 * @param learningRate learning rate of the last layer; earlier layers have fewer trees and a proportionally higher rate
 * @param columnShare share of the features, sampled for each tree
 * @param rowShare share of the examples, sampled for each tree
 * @param leafWeightMin minimum second-order weight of a leaf
 * @param bins thresholds tried per feature; too few merge the amounts of frauds with others
 */
public record TreeOptions(
        int maxTrees,
        int maxTreesPerTrial,
        int patience,
        int depth,
        double learningRate,
        double columnShare,
        double rowShare,
        double leafWeightMin,
        int bins) {

    /** Above this learning rate a few trees dominate. */
    private static final double FASTEST = 0.3;

    public static final TreeOptions DEFAULT = new TreeOptions(200, 50, 40, 6, 0.05, 0.6, 0.8, 3, 2048);

    public TreeOptions {
        require(maxTrees >= 0 && maxTrees <= 10_000, "maximum of trees", maxTrees, "0 to 10000");
        require(
                maxTreesPerTrial >= 0 && maxTreesPerTrial <= 10_000,
                "maximum of trees of an early layer",
                maxTreesPerTrial,
                "0 to 10000");
        require(patience >= 1, "patience of the trees", patience, "1 or more");
        require(depth >= 1 && depth <= 12, "depth", depth, "1 to 12");
        require(
                learningRate > 0 && learningRate <= 1,
                "learning rate of the trees",
                learningRate,
                "above 0, at most 1");
        require(columnShare > 0 && columnShare <= 1, "column share", columnShare, "above 0, at most 1");
        require(rowShare > 0 && rowShare <= 1, "row share", rowShare, "above 0, at most 1");
        require(leafWeightMin >= 0, "minimum leaf weight", leafWeightMin, "0 or more");
        require(bins >= 2 && bins <= 65_536, "bins", bins, "2 to 65536");
    }

    /** The options of a layer before the last: fewer trees with a higher learning rate. */
    TreeOptions early() {
        double faster = maxTreesPerTrial == 0 ? 1 : Math.max(1, (double) maxTrees / maxTreesPerTrial);
        return new TreeOptions(
                maxTreesPerTrial,
                maxTreesPerTrial,
                patience,
                depth,
                Math.min(FASTEST, learningRate * faster),
                columnShare,
                rowShare,
                leafWeightMin,
                bins);
    }

    /** With another maximum for the last layer, and proportional ones for earlier layers. */
    public TreeOptions withMost(int better) {
        return new TreeOptions(
                better,
                Math.min(maxTreesPerTrial, better),
                patience,
                depth,
                learningRate,
                columnShare,
                rowShare,
                leafWeightMin,
                bins);
    }
}
