package io.nacre.decision;

/** Which line of the policy's precedence table decided. */
public enum Cause {
    /** The account is frozen. */
    FROZEN,
    /** The score alone would approve, but hardly any payment is as unusual. */
    ANOMALY,
    /** The score's band. */
    SCORE
}
