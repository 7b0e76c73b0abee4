package io.nacre.console.analysis;

import io.nacre.decision.Outcome;
import org.jspecify.annotations.Nullable;

/** What is known about a payment: whether it was fraud, and from whom. */
public enum KnownLabel {
    /** By a verdict or a chargeback. */
    FRAUD,
    /** By a verdict. */
    LEGITIMATE,
    /**
     * Approved, and nobody has reported it. A chargeback may still come, so some of them are frauds. Training waits for
     * the label-maturity window before it counts them.
     */
    ASSUMED_LEGITIMATE,
    /** Challenged, reviewed or declined without a verdict. It is in no figure that needs a label. */
    UNKNOWN;

    /** @param isFraud null without a label */
    static KnownLabel of(Outcome outcome, @Nullable Boolean isFraud) {
        if (isFraud != null) {
            return isFraud ? FRAUD : LEGITIMATE;
        }
        return outcome == Outcome.APPROVE ? ASSUMED_LEGITIMATE : UNKNOWN;
    }

    /** Whether it counts as legitimate. */
    public boolean isLegitimate() {
        return this == LEGITIMATE || this == ASSUMED_LEGITIMATE;
    }

    /** Whether it counts at all where a label is needed. */
    public boolean isLabelled() {
        return this != UNKNOWN;
    }
}
