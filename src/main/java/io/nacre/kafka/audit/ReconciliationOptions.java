package io.nacre.kafka.audit;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs an account is closed over, and how strictly.
 *
 * @param since the broker's time of the first input; null for the first that is kept
 * @param before the broker's time behind the last input; null for no bound
 * @param toEnd all that lies on the topics, not only what the job's consumer group has committed
 * @param outputs how outputs are read
 * @param once whether an answer that was written again is an error: of a job that delivers exactly once
 * @param listed how many findings of a kind are named; all are counted
 */
public record ReconciliationOptions(
        @Nullable Instant since, @Nullable Instant before, boolean toEnd, Isolation outputs, boolean once, int listed) {

    /** Up to what the job has committed, as readers of committed records see its answers. */
    public static final ReconciliationOptions DEFAULT =
            new ReconciliationOptions(null, null, false, Isolation.READ_COMMITTED, false, 20);

    public ReconciliationOptions {
        requireNonNull(outputs, "outputs is null");
        if (listed < 0) {
            throw new IllegalArgumentException("listed is " + listed + "; give 0 or more");
        }
    }

    public ReconciliationOptions untilTheEnd() {
        return new ReconciliationOptions(since, before, true, outputs, once, listed);
    }

    public ReconciliationOptions with(Isolation changed) {
        return new ReconciliationOptions(since, before, toEnd, changed, once, listed);
    }
}
