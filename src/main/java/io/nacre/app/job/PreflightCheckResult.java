package io.nacre.app.job;

/**
 * The result of one check before the start.
 *
 * @param words the finding, with the remedy if the check failed
 */
public record PreflightCheckResult(PreflightCheck question, State state, String words) {

    /** From best to worst. */
    enum State {
        /** Passed. */
        OK,
        /** The job can run; the text suggests an improvement. */
        HINT,
        /** The job must not start. */
        BAD
    }

    boolean isFailure() {
        return state == State.BAD;
    }

    /** The result as a line for users. */
    String line() {
        return "%-4s  %-12s  %s".formatted(lower(state), lower(question), words);
    }

    /** The result as part of a sentence. */
    public String sentence() {
        return lower(question) + ": " + words;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
