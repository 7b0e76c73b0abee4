package io.nacre.rules;

/** How far a version of a rule has come. It goes forward only; every one of them may be retired. */
public enum RuleStage {
    /** Written and checked; asked of no transaction. */
    DRAFT,
    /** Asked of every transaction, and logged; nothing follows from it. */
    SHADOW,
    /** Evaluated, and enforced by the policy. */
    LIVE,
    /** Was asked once. */
    RETIRED;

    /** Whether a version in this stage may go to the other: nothing goes live that was not watched in shadow. */
    public boolean mayBecome(RuleStage next) {
        return switch (this) {
            case DRAFT -> next == SHADOW || next == RETIRED;
            case SHADOW -> next == LIVE || next == RETIRED;
            case LIVE -> next == RETIRED;
            case RETIRED -> false;
        };
    }

    boolean isAsked() {
        return this == SHADOW || this == LIVE;
    }
}
