package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.training.history.Progress;
import io.nacre.training.history.ServedExamples.LabelledExample;
import io.nacre.training.history.ServedHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Trains the next bundle from served transactions. Suspect verdicts are excluded, and frauds found by random review are
 * weighted.
 */
public final class Retraining {

    private final List<LabelledExample> rows;
    private final Set<String> doubted;
    private final LabelSelectionBias labelSelectionBias;
    private final long silenceMs;

    private Retraining(List<LabelledExample> believed, Set<String> doubted, long silenceMs) {
        this.doubted = doubted;
        this.labelSelectionBias = LabelSelectionBias.of(believed);
        this.rows = labelSelectionBias.weighed(believed);
        this.silenceMs = silenceMs;
    }

    /**
     * Excludes suspect verdicts.
     *
     * @param seen in time order
     * @param silenceMs the label-maturity window: after it, an unlabelled transaction counts as legitimate
     */
    public static Retraining doubting(List<LabelledExample> seen, long silenceMs) {
        Set<String> doubted = LabelNoiseDetector.of(seen, LabelNoiseDetector.SEED);
        List<LabelledExample> believed = seen.stream()
                .filter(labelledExample ->
                        !doubted.contains(labelledExample.served().transactionId()))
                .toList();
        return new Retraining(believed, doubted, silenceMs);
    }

    /** Uses all verdicts. */
    public static Retraining believing(List<LabelledExample> seen, long silenceMs) {
        return new Retraining(seen, Set.of(), silenceMs);
    }

    /** The ids of the transactions with suspect verdicts. */
    public Set<String> doubted() {
        return doubted;
    }

    public LabelSelectionBias labelling() {
        return labelSelectionBias;
    }

    /**
     * Trains on the served transactions.
     *
     * @throws IllegalArgumentException if the examples do not allow training; names the reason and the remedy
     */
    public TrainingResult train(TrainingOptions options, Progress progress) throws IOException {
        ServedHistory history = new ServedHistory(rows, silenceMs);
        return new Trainer(history, transaction -> Facts.UNKNOWN, options, progress).train(Instant.now());
    }
}
