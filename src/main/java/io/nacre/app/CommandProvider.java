package io.nacre.app;

/**
 * A command that this class path adds to {@code nacre}, found as a service: benchmarks, which no jar of the product
 * holds.
 */
public interface CommandProvider {

    /** The command as picocli takes it. */
    Object command();
}
