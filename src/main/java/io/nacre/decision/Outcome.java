package io.nacre.decision;

/** What the platform is told to do with a transaction, from least to most severe. */
public enum Outcome {
    APPROVE,
    REVIEW,
    DECLINE
}
