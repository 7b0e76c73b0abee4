package io.nacre.training.anomaly;

import io.nacre.model.FeatureLayout;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.payment.Transaction;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.TimeSplit;
import io.nacre.training.sample.UniformVectorSample;
import org.jspecify.annotations.Nullable;

/**
 * Samples the training data of the anomaly model from the training and validation slices. It ignores labels, so that
 * the sample has the same distribution as the transactions in operation.
 */
public final class AnomalySamples {

    private final TimeSplit timeSplit;
    private final @Nullable AnomalyOptions options;
    private final UniformVectorSample training;
    private final UniformVectorSample validation;

    /**
     * Creates empty samples.
     *
     * @param options null: no sample
     * @param trainRowsMax maximum number of training rows of the cascade; limits this sample as well
     */
    public AnomalySamples(TimeSplit timeSplit, @Nullable AnomalyOptions options, int trainRowsMax) {
        this.timeSplit = timeSplit;
        this.options = options;
        this.training = new UniformVectorSample(options == null ? 0 : Math.min(options.rowsMax(), trainRowsMax));
        this.validation = new UniformVectorSample(options == null ? 0 : options.validationRowsMax());
    }

    public void add(Transaction transaction, float[] vector) {
        long atMs = transaction.eventTimeMs();
        if (atMs >= timeSplit.trainFromMs() && atMs < timeSplit.testFromMs()) {
            (atMs < timeSplit.validationFromMs() ? training : validation).add(transaction.id(), vector);
        }
    }

    /** Trains the model; null without options. */
    public @Nullable AnomalyModel train(FeatureLayout featureLayout, long seed, ProgressReporter progress) {
        return options == null
                ? null
                : new AnomalyTrainer(featureLayout, options, seed, progress).train(training, validation);
    }

    /** The share of transactions that may raise an alarm; null without a model. */
    public @Nullable Double budget() {
        return options == null ? null : options.budget();
    }
}
