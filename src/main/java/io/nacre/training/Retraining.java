package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.training.history.Progress;
import io.nacre.training.history.ServedExamples.LabelledExample;
import io.nacre.training.history.ServedHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** From what was served to the next bundle: doubted verdicts are left out, and lots weigh what they stand for. */
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
     * Doubts what contradicts all others.
     *
     * @param seen in order of time
     * @param silenceMs after so long without a label, what was paid counted as honest
     */
    public static Retraining doubting(List<LabelledExample> seen, long silenceMs) {
        Set<String> doubted = LabelNoiseDetector.of(seen, LabelNoiseDetector.SEED);
        List<LabelledExample> believed = seen.stream()
                .filter(labelledExample ->
                        !doubted.contains(labelledExample.served().transactionId()))
                .toList();
        return new Retraining(believed, doubted, silenceMs);
    }

    /** Believes every verdict. */
    public static Retraining believing(List<LabelledExample> seen, long silenceMs) {
        return new Retraining(seen, Set.of(), silenceMs);
    }

    /** The transactions whose verdicts are not learned from. */
    public Set<String> doubted() {
        return doubted;
    }

    public LabelSelectionBias labelling() {
        return labelSelectionBias;
    }

    /**
     * Trains on what was served.
     *
     * @throws IllegalArgumentException if it does not allow training: which part of it, and the remedy
     */
    public TrainingResult train(TrainingOptions options, Progress progress) throws IOException {
        ServedHistory history = new ServedHistory(rows, silenceMs);
        return new Trainer(history, transaction -> Facts.UNKNOWN, options, progress).train(Instant.now());
    }
}
