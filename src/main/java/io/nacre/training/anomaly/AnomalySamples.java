package io.nacre.training.anomaly;

import io.nacre.model.FeatureLayout;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.payment.Transaction;
import io.nacre.training.history.Progress;
import io.nacre.training.sample.TimeSplit;
import io.nacre.training.sample.UniformVectorSample;
import org.jspecify.annotations.Nullable;

/**
 * What the anomaly model learns from: of all transactions of the training slice, and of the validation slice, some.
 * They are taken as they come, with or without a label and whatever it says, because so they will come in service.
 */
public final class AnomalySamples {

    private final TimeSplit timeSplit;
    private final @Nullable AnomalyOptions options;
    private final UniformVectorSample training;
    private final UniformVectorSample validation;

    /**
     * Begins with none.
     *
     * @param options null: nothing is taken
     * @param trainRowsMax from how many the cascade learns: whoever bounds that, bounds this too
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

    /** The model; null where there is to be none. */
    public @Nullable AnomalyModel train(FeatureLayout featureLayout, long seed, Progress progress) {
        return options == null
                ? null
                : new AnomalyTrainer(featureLayout, options, seed, progress).train(training, validation);
    }

    /** The share of transactions that may raise an alarm; null where there is to be no model. */
    public @Nullable Double budget() {
        return options == null ? null : options.budget();
    }
}
