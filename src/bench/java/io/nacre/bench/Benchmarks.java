package io.nacre.bench;

import io.nacre.app.CommandProvider;

/** Adds {@code bench} to the command line. */
public final class Benchmarks implements CommandProvider {

    @Override
    public Object command() {
        return new Bench();
    }
}
