package io.nacre.decision;

/**
 * Which line of the policy's precedence table decided; {@link Policy#TABLE} says when each applies. Only an id that
 * comes again for another payment is not put to the policy.
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
    /** Another payment had this id before; never approved. */
    ID_CONFLICT
}
