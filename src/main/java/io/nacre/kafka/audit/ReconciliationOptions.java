package io.nacre.kafka.audit;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a reconciliation, and its strictness.
 *
 * @param since the broker's time of the first input; null for the first available one
 * @param before the broker's time after the last input; null for no bound
 * @param toEnd whether to reconcile all records, not only those that the job's consumer group has committed
 * @param outputs the isolation level for outputs
 * @param once whether a repeated output is an error: for a job that delivers exactly once
 * @param listed maximum number of listed examples per discrepancy; all are counted
 */
public record ReconciliationOptions(
        @Nullable Instant since, @Nullable Instant before, boolean toEnd, Isolation outputs, boolean once, int listed) {

    /** Up to the committed offsets of the job, at read_committed. */
    public static final ReconciliationOptions DEFAULT =
            new ReconciliationOptions(null, null, false, Isolation.READ_COMMITTED, false, 20);

    public ReconciliationOptions {
        requireNonNull(outputs, "outputs is null");
        if (listed < 0) {
            throw new IllegalArgumentException("listed is " + listed + ": set 0 or more");
        }
    }

    public ReconciliationOptions untilTheEnd() {
        return new ReconciliationOptions(since, before, true, outputs, once, listed);
    }

    public ReconciliationOptions with(Isolation changed) {
        return new ReconciliationOptions(since, before, toEnd, changed, once, listed);
    }
}
