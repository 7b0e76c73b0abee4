package io.nacre.training.fit;

import io.nacre.training.metrics.OptionBounds;

/**
 * The options for the training of the cascade.
 *
 * @param hidden width of each layer's hidden units, 1 to 1024
 * @param epochs maximum number of passes over the training examples
 * @param patience passes without a better average precision on validation before training stops
 * @param batch examples per step
 * @param learningRate of the first pass; decays to zero along half a cosine
 * @param l2 weight decay
 * @param layerDropout probability, 0 to 1, that a layer's optional inputs are masked, so that the model tolerates
 *     missing inputs
 * @param earlyExitLoss weight of the partial score after each layer, 0 to 1; the final score has the weight 1
 */
public record NetworkOptions(
        int hidden,
        int epochs,
        int patience,
        int batch,
        double learningRate,
        double l2,
        double layerDropout,
        double earlyExitLoss) {

    public static final NetworkOptions DEFAULT = new NetworkOptions(20, 15, 5, 512, 0.003, 1e-5, 0.03, 0.2);

    public NetworkOptions {
        OptionBounds.require(hidden >= 1 && hidden <= 1024, "hidden", hidden, "1 to 1024");
        OptionBounds.require(epochs >= 0 && epochs <= 10_000, "epochs", epochs, "0 to 10000");
        OptionBounds.require(patience >= 1, "patience", patience, "1 or more");
        OptionBounds.require(batch >= 1 && batch <= 65_536, "batch", batch, "1 to 65536");
        OptionBounds.require(
                learningRate > 0 && learningRate <= 1, "learning rate", learningRate, "above 0, at most 1");
        OptionBounds.require(l2 >= 0 && l2 <= 1, "l2", l2, "0 to 1");
        OptionBounds.require(layerDropout >= 0 && layerDropout < 1, "layer dropout", layerDropout, "0 to below 1");
        OptionBounds.require(earlyExitLoss >= 0 && earlyExitLoss <= 1, "early exit loss", earlyExitLoss, "0 to 1");
    }

    public NetworkOptions withHidden(int better) {
        return new NetworkOptions(better, epochs, patience, batch, learningRate, l2, layerDropout, earlyExitLoss);
    }

    public NetworkOptions withEpochs(int better) {
        return new NetworkOptions(hidden, better, patience, batch, learningRate, l2, layerDropout, earlyExitLoss);
    }
}
