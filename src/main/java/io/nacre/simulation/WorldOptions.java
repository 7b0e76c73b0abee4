package io.nacre.simulation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The size and the seed of a simulated world.
 *
 * @param days more days continue a world without changing earlier days
 * @param start midnight UTC of the first day
 * @param fraudRate expected share of fraud; the actual share varies around it
 * @param mix the kinds of fraud and their shares
 * @param seed another seed gives another world
 */
public record WorldOptions(
        int accounts, int merchants, int days, Instant start, double fraudRate, FraudMix mix, long seed) {

    /** Small enough for a laptop, large enough for training. */
    public static final WorldOptions DEFAULT =
            new WorldOptions(2_000, 400, 90, Instant.parse("2026-01-01T00:00:00Z"), 0.007, FraudMix.USUAL, 1);

    private static final int FEWEST_ACCOUNTS = 50;
    private static final int FEWEST_MERCHANTS = 60;

    public WorldOptions {
        requireNonNull(start, "start is null");
        requireNonNull(mix, "mix is null");
        require(accounts >= FEWEST_ACCOUNTS, "accounts is " + accounts + ": set " + FEWEST_ACCOUNTS + " or more");
        require(accounts < Population.LATER, "accounts is " + accounts + ": set less than " + Population.LATER);
        require(merchants >= FEWEST_MERCHANTS, "merchants is " + merchants + ": set " + FEWEST_MERCHANTS + " or more");
        require(days >= 1, "days is " + days + ": set 1 or more");
        require(fraudRate >= 0 && fraudRate <= 0.1, "fraud rate is " + fraudRate + ": set 0 to 0.1");
    }

    public WorldOptions withAccounts(int count) {
        return new WorldOptions(count, merchants, days, start, fraudRate, mix, seed);
    }

    public WorldOptions withMerchants(int count) {
        return new WorldOptions(accounts, count, days, start, fraudRate, mix, seed);
    }

    public WorldOptions withDays(int count) {
        return new WorldOptions(accounts, merchants, count, start, fraudRate, mix, seed);
    }

    public WorldOptions withStart(Instant first) {
        return new WorldOptions(accounts, merchants, days, first, fraudRate, mix, seed);
    }

    public WorldOptions withFraudRate(double rate) {
        return new WorldOptions(accounts, merchants, days, start, rate, mix, seed);
    }

    public WorldOptions withMix(FraudMix other) {
        return new WorldOptions(accounts, merchants, days, start, fraudRate, other, seed);
    }

    public WorldOptions withSeed(long other) {
        return new WorldOptions(accounts, merchants, days, start, fraudRate, mix, other);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
