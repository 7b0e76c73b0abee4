package io.nacre.bench;

import io.nacre.app.Addition;

/** Adds {@code bench} to the command line. */
public final class Benchmarks implements Addition {

    @Override
    public Object command() {
        return new Bench();
    }
}
