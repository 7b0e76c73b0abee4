package io.nacre.training.history;

/** Receives the progress of a long task, one line at a time. */
@FunctionalInterface
public interface ProgressReporter {

    /** For tests: ignores all lines. */
    ProgressReporter SILENT = line -> {};

    void report(String line);
}
