package io.nacre.decision;

import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * Ends the alarms about unusual payments once so many are unusual that the word means nothing: a job has begun without
 * its history, or a platform sends other payments than the model was trained on. Analysts would drown, and look at
 * nothing. A burst of some hundred is still looked at payment by payment.
 *
 * <p>One thread writes, any may read.
 */
public final class AnomalyCircuitBreaker {

    /** How many times the budget is too much. */
    static final double TIMES = 20;

    /** The most payments that may be unusual, whatever the budget. */
    static final double MAX_SHARE = 0.5;

    /** About how many payments the share is taken over: earlier ones count ever less. */
    static final int WINDOW = 10_000;

    private volatile double share;
    private volatile boolean open;

    /**
     * Notes a payment.
     *
     * @param anomaly null where the bundle cannot tell
     * @return what decides on this payment: without a budget for anomalies while there are too many
     */
    public Thresholds effectiveThresholds(Thresholds thresholds, @Nullable Anomaly anomaly) {
        Double budget = thresholds.anomaly();
        if (budget == null || anomaly == null) {
            return thresholds;
        }
        double now = share + ((anomaly.isWithin(budget) ? 1 : 0) - share) / WINDOW;
        double most = Math.min(MAX_SHARE, TIMES * budget);
        share = now;
        open = now >= (open ? most / 2 : most);
        return open ? thresholds.withAnomaly(null) : thresholds;
    }

    /** The share of the latest payments that were unusual, 0..1. */
    public double share() {
        return share;
    }

    /** Whether there are no alarms at present. */
    public boolean isOpen() {
        return open;
    }
}
