package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.training.history.ProgressReporter;
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
    private final Set<String> suspectVerdicts;
    private final LabelSelectionBias labelSelectionBias;
    private final long maturityMs;

    private Retraining(List<LabelledExample> examples, Set<String> suspectVerdicts, long maturityMs) {
        this.suspectVerdicts = suspectVerdicts;
        this.labelSelectionBias = LabelSelectionBias.of(examples);
        this.rows = labelSelectionBias.weighed(examples);
        this.maturityMs = maturityMs;
    }

    /**
     * Excludes suspect verdicts.
     *
     * @param examples in time order
     * @param maturityMs the label-maturity window: after it, an unlabelled transaction counts as legitimate
     */
    public static Retraining withoutSuspectVerdicts(List<LabelledExample> examples, long maturityMs) {
        Set<String> suspects = LabelNoiseDetector.of(examples, LabelNoiseDetector.SEED);
        List<LabelledExample> trusted = examples.stream()
                .filter(labelledExample ->
                        !suspects.contains(labelledExample.served().transactionId()))
                .toList();
        return new Retraining(trusted, suspects, maturityMs);
    }

    /** Uses all verdicts. */
    public static Retraining withAllVerdicts(List<LabelledExample> examples, long maturityMs) {
        return new Retraining(examples, Set.of(), maturityMs);
    }

    /** The ids of the transactions with suspect verdicts. */
    public Set<String> suspectVerdicts() {
        return suspectVerdicts;
    }

    public LabelSelectionBias labelling() {
        return labelSelectionBias;
    }

    /**
     * Trains on the served transactions.
     *
     * @throws IllegalArgumentException if the examples do not allow training; names the reason and the remedy
     */
    public TrainingResult train(TrainingOptions options, ProgressReporter progress) throws IOException {
        ServedHistory history = new ServedHistory(rows, maturityMs);
        return new Trainer(history, transaction -> Facts.UNKNOWN, options, progress).train(Instant.now());
    }
}
