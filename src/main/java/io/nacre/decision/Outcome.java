package io.nacre.decision;

/**
 * The outcome of a decision: the platform approves, reviews or declines the transaction. Ordered from least to most
 * severe.
 */
public enum Outcome {
    APPROVE,
    REVIEW,
    DECLINE
}
