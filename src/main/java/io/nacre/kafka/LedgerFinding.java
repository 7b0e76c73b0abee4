package io.nacre.kafka;

/** What an account can find. */
public enum LedgerFinding {
    /** An input has neither a decision nor a dead letter. */
    MISSING("missing: neither decided nor a dead letter", true),
    /** An input has both a decision and a dead letter. */
    BOTH("both decided and a dead letter", true),
    /** The platform was told that an input was rejected, and no dead letter says so. */
    REJECTED_ALONE("rejected without a dead letter", true),
    /** An output names as its source what is no record: a control record, an aborted one, one beyond the end. */
    UNASKED("answers to what was not asked: no record is there", true),
    /** An output names no source, or one that is none. */
    NO_SOURCE("outputs without a source", true),
    /** An output cannot be read. */
    UNREADABLE("outputs that cannot be read", true),
    /** One transaction id was decided for two records, and not marked as repeated. */
    DECIDED_AGAIN("transaction ids decided for two records", true),
    /**
     * One transaction id was decided for two accounts: each has its own decision, and a reader must tell them apart.
     */
    ID_OF_TWO_ACCOUNTS("transaction ids of two accounts: match decisions by account_id as well", false),
    /** One transaction belongs to two incidents of its account. */
    TWO_INCIDENTS("incidents opened twice: one transaction in two", true),
    /** A transaction was decided, and the vector it was decided by is not among the examples. */
    NO_EXAMPLE("decided without an example", true),
    /** An input's decision or dead letter lies there more than once, with the same source. */
    WRITTEN_AGAIN("answers written again after a failure", false);

    private final String words;
    private final boolean always;

    LedgerFinding(String words, boolean always) {
        this.words = words;
        this.always = always;
    }

    public String words() {
        return words;
    }

    /** Whether an account with such a finding does not close. */
    boolean breaks(boolean once) {
        return always || once;
    }
}
