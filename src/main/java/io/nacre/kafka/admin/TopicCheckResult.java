package io.nacre.kafka.admin;

/**
 * The state of a topic after a check or its creation.
 *
 * @param topic the full name
 * @param detail the differences and their remedy
 */
public record TopicCheckResult(String topic, State state, String detail) {

    /** From best to worst. */
    public enum State {
        /** Matches the catalogue. */
        GOOD,
        /** Was missing and has been created. */
        CREATED,
        /** Exists with other settings. It works, but see the detail. */
        DIFFERENT,
        /** Does not exist. */
        MISSING
    }

    @Override
    public String toString() {
        return topic + ": " + detail;
    }
}
