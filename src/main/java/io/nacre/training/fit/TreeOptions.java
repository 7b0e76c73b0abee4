package io.nacre.training.fit;

import static io.nacre.training.metrics.OptionBounds.require;

/**
 * How the trees of the classical model are boosted.
 *
 * @param most trees in the last layer, at most; 0 for none at all: then the classical model is the regression alone
 * @param mostEarly trees in each layer before, at most; they cost every score as much as the last layer's, and only
 *     tell how suspicion grew
 * @param patience trees that may bring nothing on validation before a layer's training stops
 * @param depth of a tree, at most
 * @param learningRate how much of each tree's answer counts in the last layer; earlier ones, with fewer trees, learn as
 *     much faster
 * @param columnShare of the features, drawn anew for each tree
 * @param rowShare of the examples, drawn anew for each tree
 * @param leafWeightMin second-order weight that a leaf must rest on
 * @param bins thresholds tried for a feature; few of them blur the amounts where only frauds lie
 */
public record TreeOptions(
        int most,
        int mostEarly,
        int patience,
        int depth,
        double learningRate,
        double columnShare,
        double rowShare,
        double leafWeightMin,
        int bins) {

    /** Beyond this learning rate a few trees decide everything. */
    private static final double FASTEST = 0.3;

    public static final TreeOptions DEFAULT = new TreeOptions(200, 50, 40, 6, 0.05, 0.6, 0.8, 3, 2048);

    public TreeOptions {
        require(most >= 0 && most <= 10_000, "most trees", most, "0 to 10000");
        require(mostEarly >= 0 && mostEarly <= 10_000, "most trees of an early layer", mostEarly, "0 to 10000");
        require(patience >= 1, "patience of the trees", patience, "1 or more");
        require(depth >= 1 && depth <= 12, "depth", depth, "1 to 12");
        require(
                learningRate > 0 && learningRate <= 1,
                "learning rate of the trees",
                learningRate,
                "above 0, at most 1");
        require(columnShare > 0 && columnShare <= 1, "column share", columnShare, "above 0, at most 1");
        require(rowShare > 0 && rowShare <= 1, "row share", rowShare, "above 0, at most 1");
        require(leafWeightMin >= 0, "least leaf weight", leafWeightMin, "0 or more");
        require(bins >= 2 && bins <= 65_536, "bins", bins, "2 to 65536");
    }

    /** The same for a layer before the last: with fewer trees each must learn faster. */
    TreeOptions early() {
        double faster = mostEarly == 0 ? 1 : Math.max(1, (double) most / mostEarly);
        return new TreeOptions(
                mostEarly,
                mostEarly,
                patience,
                depth,
                Math.min(FASTEST, learningRate * faster),
                columnShare,
                rowShare,
                leafWeightMin,
                bins);
    }

    /** The same with other bounds, of the last layer and so of those before. */
    public TreeOptions withMost(int better) {
        return new TreeOptions(
                better,
                Math.min(mostEarly, better),
                patience,
                depth,
                learningRate,
                columnShare,
                rowShare,
                leafWeightMin,
                bins);
    }
}
