package io.nacre.training.history;

/** Hears what a long task is doing, one line at a time. */
@FunctionalInterface
public interface Progress {

    /** For tests: says nothing. */
    Progress SILENT = line -> {};

    void say(String line);
}
