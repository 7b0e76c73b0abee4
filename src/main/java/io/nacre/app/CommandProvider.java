package io.nacre.app;

/** Adds a command to {@code nacre} as a Java service: the benchmarks, which are in no released jar. */
public interface CommandProvider {

    /** The command as an object for picocli. */
    Object command();
}
