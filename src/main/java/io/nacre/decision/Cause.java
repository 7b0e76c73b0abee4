package io.nacre.decision;

/** Which line of the policy's precedence table decided. */
public enum Cause {
    /** The account is frozen. */
    FROZEN,
    /** The score's band. */
    SCORE
}
