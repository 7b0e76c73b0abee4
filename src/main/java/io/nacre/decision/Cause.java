package io.nacre.decision;

/**
 * The line of the policy's precedence table that decided. {@link Policy#TABLE} lists the condition of each line. Only
 * {@link #ID_CONFLICT} is decided without the table.
 */
public enum Cause {
    FROZEN,
    PAYEE_FROZEN,
    BLOCKED,
    ALLOWED,
    HARD_RULE,
    EXPLORED,
    SCORE,
    SOFT_RULE,
    WATCHED,
    ANOMALY,
    SAMPLED,
    /** An earlier transaction with other terms has the same id. Never approved. */
    ID_CONFLICT
}
