package io.nacre.training.anomaly;

import io.nacre.training.metrics.OptionBounds;

/**
 * The options for the training of the anomaly model.
 *
 * @param rowsMax maximum number of training transactions
 * @param validationRowsMax maximum number of validation transactions; their number limits the resolution of the tail
 *     probability
 * @param hidden width of the layers before and after the code, 1..1024
 * @param code width of the bottleneck, 1 to 1024
 * @param epochs passes over the transactions
 * @param batch transactions per step
 * @param learningRate of the first pass; decays to zero along half a cosine
 * @param budget the share of transactions that may raise an alarm, above 0 and below 1
 */
public record AnomalyOptions(
        int rowsMax,
        int validationRowsMax,
        int hidden,
        int code,
        int epochs,
        int batch,
        double learningRate,
        double budget) {

    public static final AnomalyOptions DEFAULT = new AnomalyOptions(50_000, 100_000, 16, 2, 10, 256, 0.003, 0.001);

    public AnomalyOptions {
        OptionBounds.require(rowsMax >= 1, "maximum of rows for anomalies", rowsMax, "1 or more");
        OptionBounds.require(
                validationRowsMax >= 1, "maximum of validation rows for anomalies", validationRowsMax, "1 or more");
        OptionBounds.require(hidden >= 1 && hidden <= 1024, "hidden", hidden, "1 to 1024");
        OptionBounds.require(code >= 1 && code <= 1024, "code", code, "1 to 1024");
        OptionBounds.require(epochs >= 1 && epochs <= 10_000, "epochs", epochs, "1 to 10000");
        OptionBounds.require(batch >= 1 && batch <= 65_536, "batch", batch, "1 to 65536");
        OptionBounds.require(
                learningRate > 0 && learningRate <= 1, "learning rate", learningRate, "above 0, at most 1");
        OptionBounds.require(budget > 0 && budget < 1, "anomaly budget", budget, "above 0, below 1");
    }

    public AnomalyOptions withBudget(double better) {
        return new AnomalyOptions(rowsMax, validationRowsMax, hidden, code, epochs, batch, learningRate, better);
    }
}
