package io.nacre.decision;

/**
 * The outcome of a decision: the platform approves, challenges, reviews or declines the transaction. Ordered from least
 * to most severe.
 */
public enum Outcome {
    APPROVE,

    /** The payer has to authenticate, for example by 3-D Secure. Without success the platform declines. */
    CHALLENGE,
    REVIEW,
    DECLINE;

    /** Whether an analyst sees the transaction. */
    public boolean isAlert() {
        return compareTo(REVIEW) >= 0;
    }

    /** The more severe of two outcomes. */
    public Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
