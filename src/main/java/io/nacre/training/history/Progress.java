package io.nacre.training.history;

/** Receives the progress of a long task, one line at a time. */
@FunctionalInterface
public interface Progress {

    /** For tests: ignores all lines. */
    Progress SILENT = line -> {};

    void say(String line);
}
