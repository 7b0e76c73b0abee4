package io.nacre.training.history;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LabelledTransaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A history in which a share of the transactions arrives late, after later ones. Their content and event time stay the
 * same. The delay is uniform, and equal for the same seed.
 */
public final class LateArrivalHistory implements HistoryDecorator {

    private final History history;
    private final double share;
    private final long maxDelayMs;
    private final long seed;

    /** @param arrivesMs event time plus delay */
    private record Late(LabelledTransaction labelled, long arrivesMs, long number) {}

    /**
     * Delays a share of a history.
     *
     * @param share of the delayed transactions, 0 to 1
     * @param maxDelay maximum delay, at most one day, the limit of {@link Replay}
     */
    public LateArrivalHistory(History history, double share, Duration maxDelay, long seed) {
        this.history = requireNonNull(history, "history is null");
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of late transactions is " + share + ": set 0 to 1");
        }
        if (maxDelay.isNegative() || maxDelay.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("the maximum delay is " + maxDelay + ": set 0 to 1440 minutes");
        }
        this.share = share;
        this.maxDelayMs = maxDelay.toMillis();
        this.seed = seed;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<Late> late =
                new PriorityQueue<>(Comparator.comparingLong(Late::arrivesMs).thenComparingLong(Late::number));
        long[] number = {0};
        history.forEach(labelled -> {
            long atMs = labelled.transaction().eventTimeMs();
            while (!late.isEmpty() && late.peek().arrivesMs() < atMs) {
                reader.accept(late.remove().labelled());
            }
            if (random.nextDouble() < share) {
                late.add(new Late(labelled, atMs + random.nextLong(maxDelayMs + 1), number[0]++));
            } else {
                reader.accept(labelled);
            }
        });
        while (!late.isEmpty()) {
            reader.accept(late.remove().labelled());
        }
    }
}
