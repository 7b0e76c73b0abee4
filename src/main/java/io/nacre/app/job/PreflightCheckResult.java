package io.nacre.app.job;

/**
 * What came of one question before the start.
 *
 * @param words what was found; where it is not well, with the remedy
 */
public record PreflightCheckResult(PreflightCheck question, State state, String words) {

    /** From best to worst. */
    enum State {
        /** As it should be. */
        OK,
        /** The job can run; the words say what could be better. */
        HINT,
        /** The job must not start. */
        BAD
    }

    boolean isFailure() {
        return state == State.BAD;
    }

    /** The line a person reads. */
    String line() {
        return "%-4s  %-12s  %s".formatted(lower(state), lower(question), words);
    }

    /** The same within a sentence. */
    public String sentence() {
        return lower(question) + ": " + words;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
