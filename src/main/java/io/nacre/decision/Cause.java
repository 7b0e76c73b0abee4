package io.nacre.decision;

/** Which line of the policy's precedence table decided; {@link Policy#TABLE} says when each applies. */
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
    SAMPLED
}
