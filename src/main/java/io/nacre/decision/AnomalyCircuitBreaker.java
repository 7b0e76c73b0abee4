package io.nacre.decision;

import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Suspends anomaly alarms while too many transactions are unusual. The usual cause is a job that started without state,
 * or other transactions than the model was trained on. Analysts could not review so many alarms. A burst of a hundred
 * unusual transactions does not open the breaker at the default budget.
 *
 * <p>One thread writes, any thread may read.
 */
public final class AnomalyCircuitBreaker {

    /** The breaker opens at this multiple of the alarm budget. It closes below half of the share that opened it. */
    static final double TIMES = 20;

    /** The breaker opens at this share of unusual transactions at the latest, whatever the budget. */
    static final double MAX_SHARE = 0.5;

    /** The window of the moving average, in transactions. Earlier transactions have exponentially less weight. */
    static final int WINDOW = 10_000;

    private volatile double share;
    private volatile boolean open;

    /**
     * Adds a transaction to the moving average, if it has an anomaly and the thresholds have an alarm budget.
     *
     * @param anomaly null if the bundle has no anomaly model
     * @return the thresholds to decide with: without an alarm budget while the breaker is open
     */
    public Thresholds effectiveThresholds(Thresholds thresholds, @Nullable Anomaly anomaly) {
        Double budget = thresholds.anomaly();
        if (budget == null || anomaly == null) {
            open = false;
            return thresholds;
        }
        double now = share + ((anomaly.isWithin(budget) ? 1 : 0) - share) / WINDOW;
        double most = Math.min(MAX_SHARE, TIMES * budget);
        share = now;
        open = now >= (open ? most / 2 : most);
        return open ? thresholds.withAnomaly(null) : thresholds;
    }

    /** The share of unusual transactions, 0 to 1, as a moving average. */
    public double share() {
        return share;
    }

    /** Whether anomaly alarms are suspended. */
    public boolean isOpen() {
        return open;
    }
}
