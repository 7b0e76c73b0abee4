package io.nacre.rules;

/** The stage of a version of a rule. Stages only go forward; every version may be retired. */
public enum RuleStage {
    /** Written and checked, but not evaluated. */
    DRAFT,
    /** Evaluated on every transaction and logged, but not enforced. */
    SHADOW,
    /** Evaluated, and enforced by the policy. */
    LIVE,
    /** No longer evaluated. */
    RETIRED;

    /** Whether this stage may change to the next. A rule must run in shadow before it goes live. */
    public boolean mayBecome(RuleStage next) {
        return switch (this) {
            case DRAFT -> next == SHADOW || next == RETIRED;
            case SHADOW -> next == LIVE || next == RETIRED;
            case LIVE -> next == RETIRED;
            case RETIRED -> false;
        };
    }

    boolean isActive() {
        return this == SHADOW || this == LIVE;
    }
}
