package io.nacre.kafka.audit;

/** The kinds of discrepancy that a reconciliation finds. */
public enum Discrepancy {
    /** An input has neither a decision nor a dead letter. */
    MISSING("missing: neither decided nor a dead letter", Weight.ALWAYS),
    /** An input has both a decision and a dead letter. */
    BOTH("both decided and a dead letter", Weight.ALWAYS),
    /** A rejection was published on the decisions topic, but there is no dead letter. */
    REJECTED_ALONE("rejected without a dead letter", Weight.ALWAYS),
    /** The source of an output is not a record: a control record, an aborted one, or an offset after the end. */
    NO_INPUT("outputs without an input: the source is not a record", Weight.ALWAYS),
    /** An output has no valid source. */
    NO_SOURCE("outputs without a source", Weight.ALWAYS),
    /** An output cannot be read. */
    UNREADABLE("outputs that cannot be read", Weight.ALWAYS),
    /** One transaction id was decided for two records, without the duplicate mark. */
    DECIDED_AGAIN("transaction ids decided for two records", Weight.ALWAYS),
    /**
     * One transaction id was decided for two accounts. Each has its own decision, and consumers must match by account.
     */
    ID_OF_TWO_ACCOUNTS("transaction ids of two accounts: match decisions by account_id as well", Weight.WHERE_ONCE),
    /** One transaction belongs to two incidents of its account. */
    TWO_INCIDENTS("incidents opened twice: one transaction in two", Weight.ALWAYS),
    /** A transaction was decided, but the examples topic has no vector of it. */
    NO_EXAMPLE("decided without an example", Weight.ALWAYS),
    /** The decision or dead letter of an input was written more than once with the same source. */
    WRITTEN_AGAIN("outputs written again after a failure", Weight.WHERE_ONCE),
    /** Two jobs wrote decisions at the same time: both ran and read the same topics. */
    TWO_JOBS("decisions of two jobs at once: another job has the same --group and topics", Weight.ALWAYS),
    /** The source of an output is a topic that was deleted and created again, so the input no longer exists. */
    OTHER_TOPIC("outputs of a topic that was deleted and created again", Weight.NEVER);

    private final String words;
    private final Weight weight;

    /** When a discrepancy fails the reconciliation. */
    private enum Weight {
        ALWAYS,
        /** Only if the job delivers exactly once. */
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

    /** Whether this discrepancy fails the reconciliation. */
    boolean breaks(boolean once) {
        return weight == Weight.ALWAYS || (weight == Weight.WHERE_ONCE && once);
    }
}
