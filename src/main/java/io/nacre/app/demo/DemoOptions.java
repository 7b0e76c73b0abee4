package io.nacre.app.demo;

import io.nacre.simulation.WorldOptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The size and the duration of the demo.
 *
 * @param length of the live part; null: until it is stopped
 * @param rate live transactions per second
 * @param legitRows maximum number of legitimate transactions in training
 */
record DemoOptions(
        @Nullable Duration length,
        double rate,
        int accounts,
        int historyDays,
        int legitRows,
        int epochs,
        int parallelism,
        int brokerPort,
        int webPort,
        int gatewayPort,
        int consolePort,
        long seed) {

    /** The length of the simulated live part, in days; enough for weeks of a demo. */
    static final int LIVE_DAYS = 1_000;

    /** Early enough that all event times are in the past, because transactions in the future are rejected. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    WorldOptions world() {
        return WorldOptions.DEFAULT.withStart(START).withAccounts(accounts).withSeed(seed);
    }
}
