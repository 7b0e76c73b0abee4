package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.training.ServedExamples.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** From what was served to the next bundle: doubted verdicts are left out, and lots weigh what they stand for. */
public final class Retraining {

    private final List<Row> rows;
    private final Set<String> doubted;
    private final Labelling labelling;
    private final long silenceMs;

    private Retraining(List<Row> believed, Set<String> doubted, long silenceMs) {
        this.doubted = doubted;
        this.labelling = Labelling.of(believed);
        this.rows = labelling.weighed(believed);
        this.silenceMs = silenceMs;
    }

    /**
     * Doubts what contradicts all others.
     *
     * @param seen in order of time
     * @param silenceMs after so long without a label, what was paid counted as honest
     */
    public static Retraining doubting(List<Row> seen, long silenceMs) {
        Set<String> doubted = Doubts.of(seen, Doubts.SEED);
        List<Row> believed = seen.stream()
                .filter(row -> !doubted.contains(row.served().transactionId()))
                .toList();
        return new Retraining(believed, doubted, silenceMs);
    }

    /** Believes every verdict. */
    public static Retraining believing(List<Row> seen, long silenceMs) {
        return new Retraining(seen, Set.of(), silenceMs);
    }

    /** The transactions whose verdicts are not learned from. */
    public Set<String> doubted() {
        return doubted;
    }

    public Labelling labelling() {
        return labelling;
    }

    /**
     * Trains on what was served.
     *
     * @throws IllegalArgumentException if it does not allow training: which part of it, and the remedy
     */
    public Trained train(TrainingOptions options, Progress progress) throws IOException {
        ServedHistory history = new ServedHistory(rows, silenceMs);
        return new Trainer(history, transaction -> Facts.UNKNOWN, options, progress).train(Instant.now());
    }
}
