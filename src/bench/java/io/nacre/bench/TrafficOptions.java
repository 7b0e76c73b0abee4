package io.nacre.bench;

import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Traffic;
import picocli.CommandLine.Option;

/** The options of the generated payments. */
final class TrafficOptions {

    private static final int ACCOUNTS_IN_TRIAL = 200;

    @Option(names = "--accounts", defaultValue = "100000", description = "Number of accounts; default 100000.")
    private int accounts;

    @Option(
            names = "--draw",
            defaultValue = "uniform",
            description = "Distribution of transactions. Uniform (default): all accounts pay equally often. Zipf: a few"
                    + " pay most.")
    private KeyDistribution keyDistribution = KeyDistribution.UNIFORM;

    @Option(names = "--rows", defaultValue = "300000", description = "Transactions of a long run; default 300000.")
    private int rows;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the transactions; default 1.")
    private long seed;

    int rows() {
        return rows;
    }

    /** A trial has so few accounts that most pay again, to test the state. */
    Traffic traffic(int most, boolean trial) {
        return new Traffic(trial ? Math.min(accounts, ACCOUNTS_IN_TRIAL) : accounts, keyDistribution, most, seed);
    }
}
