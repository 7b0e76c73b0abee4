package io.nacre.app.demo;

import io.nacre.simulation.WorldOptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How large the demo is and how long it lasts.
 *
 * @param length of live traffic; null: until it is stopped
 * @param rate live transactions a second
 * @param legitRows to learn from, at most
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
        long seed) {

    /** Of live traffic the world has in store: weeks of a demo. */
    static final int LIVE_DAYS = 1_000;

    /** So early that the whole world lies in the past: payments of the future are refused. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    WorldOptions world() {
        return WorldOptions.DEFAULT.withStart(START).withAccounts(accounts).withSeed(seed);
    }
}
