package io.nacre.bench;

import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Traffic;
import picocli.CommandLine.Option;

/** The options of the generated payments. */
final class TrafficOptions {

    private static final int ACCOUNTS_IN_TRIAL = 200;

    @Option(names = "--accounts", defaultValue = "100000", description = "Accounts that pay; default 100000.")
    private int accounts;

    @Option(
            names = "--draw",
            defaultValue = "uniform",
            description = "uniform: all accounts pay equally often (default); zipf: a few pay most.")
    private KeyDistribution keyDistribution = KeyDistribution.UNIFORM;

    @Option(names = "--rows", defaultValue = "300000", description = "Payments of a long run; default 300000.")
    private int rows;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the payments; default 1.")
    private long seed;

    int rows() {
        return rows;
    }

    /** A trial has so few accounts that most pay again, to test the state. */
    Traffic traffic(int most, boolean trial) {
        return new Traffic(trial ? Math.min(accounts, ACCOUNTS_IN_TRIAL) : accounts, keyDistribution, most, seed);
    }
}
