package io.nacre.kafka.admin;

/**
 * How a topic was found, or what was done about it.
 *
 * @param topic its full name
 * @param detail in words, with the remedy where one is needed
 */
public record TopicState(String topic, State state, String detail) {

    /** From best to worst. */
    public enum State {
        /** As it should be. */
        GOOD,
        /** Was missing, and is there now. */
        CREATED,
        /** There, with other settings than ours: works, but see the detail. */
        DIFFERENT,
        /** Not there. */
        MISSING
    }

    @Override
    public String toString() {
        return topic + ": " + detail;
    }
}
