package io.nacre.kafka.audit;

/** What an account can find. */
public enum Discrepancy {
    /** An input has neither a decision nor a dead letter. */
    MISSING("missing: neither decided nor a dead letter", Weight.ALWAYS),
    /** An input has both a decision and a dead letter. */
    BOTH("both decided and a dead letter", Weight.ALWAYS),
    /** The platform was told that an input was rejected, and no dead letter says so. */
    REJECTED_ALONE("rejected without a dead letter", Weight.ALWAYS),
    /** An output names as its source what is no record: a control record, an aborted one, one beyond the end. */
    UNASKED("answers to what was not asked: no record is there", Weight.ALWAYS),
    /** An output names no source, or one that is none. */
    NO_SOURCE("outputs without a source", Weight.ALWAYS),
    /** An output cannot be read. */
    UNREADABLE("outputs that cannot be read", Weight.ALWAYS),
    /** One transaction id was decided for two records, and not marked as repeated. */
    DECIDED_AGAIN("transaction ids decided for two records", Weight.ALWAYS),
    /**
     * One transaction id was decided for two accounts: each has its own decision, and a reader must tell them apart.
     */
    ID_OF_TWO_ACCOUNTS("transaction ids of two accounts: match decisions by account_id as well", Weight.WHERE_ONCE),
    /** One transaction belongs to two incidents of its account. */
    TWO_INCIDENTS("incidents opened twice: one transaction in two", Weight.ALWAYS),
    /** A transaction was decided, and the vector it was decided by is not among the examples. */
    NO_EXAMPLE("decided without an example", Weight.ALWAYS),
    /** An input's decision or dead letter lies there more than once, with the same source. */
    WRITTEN_AGAIN("answers written again after a failure", Weight.WHERE_ONCE),
    /** Two jobs wrote decisions at the same time: neither failed, and both read the same topics. */
    TWO_JOBS("decisions of two jobs at once: another job has the same --group and topics", Weight.ALWAYS),
    /**
     * An output names an input topic that was deleted, and created again since: it answers nothing that is there now.
     */
    OTHER_TOPIC("outputs of a topic that was deleted and created again since", Weight.NEVER);

    private final String words;
    private final Weight weight;

    /** When one is enough for the account not to close. */
    private enum Weight {
        ALWAYS,
        /** Of a job that delivers exactly once. */
        WHERE_ONCE,
        NEVER
    }

    Discrepancy(String words, Weight weight) {
        this.words = words;
        this.weight = weight;
    }

    public String words() {
        return words;
    }

    /** Whether an account with such a finding does not close. */
    boolean breaks(boolean once) {
        return weight == Weight.ALWAYS || (weight == Weight.WHERE_ONCE && once);
    }
}
