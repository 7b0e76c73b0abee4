package io.nacre.stream.metrics;

import io.nacre.decision.control.AccountStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;

/**
 * The number of accounts that are frozen now. The subtask updates it, and metric reporters read it from their own
 * threads.
 */
public final class FrozenAccountsGauge implements Gauge<Long> {

    private final Map<String, AccountStatus> statuses = new ConcurrentHashMap<>();
    private final LongSupplier clockMs;

    public FrozenAccountsGauge(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    public void update(String accountId, AccountStatus status) {
        if (status.equals(AccountStatus.ACTIVE)) {
            statuses.remove(accountId);
        } else {
            statuses.put(accountId, status);
        }
    }

    /** A freeze may expire without an event, so expired statuses are removed here. */
    @Override
    public Long getValue() {
        long nowMs = clockMs.getAsLong();
        statuses.values().removeIf(status -> status.isOverAt(nowMs));
        return statuses.values().stream()
                .filter(status -> status.stateAt(nowMs) == AccountStatus.State.FROZEN)
                .count();
    }
}
