package io.nacre.simulation;

import io.nacre.payment.Millis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All customers: those from the start, and those who open an account later. */
final class Population {

    /** Numbers of accounts that are opened later start here ... */
    static final int LATER = 1 << 24;

    /** ... with so many numbers per day: customers use them from the first on, bots from the last back. */
    private static final int LATER_A_DAY = 1 << 16;

    /** Numbers of the accounts of guests start here, with as many per day. */
    private static final int GUESTS = 1 << 30;

    /** New accounts per day and initial account. */
    private static final double NEWCOMERS = 0.0008;

    /** Accounts per mule account; mule accounts are few and are reused. */
    private static final int ACCOUNTS_PER_MULE = 150;

    /** Accounts per customer who disputes genuine purchases. */
    private static final int ACCOUNTS_PER_DISPUTER = 40;

    private final long seed;
    private final long startMs;
    private final SimulatedMerchants simulatedMerchants;
    private final Customer[] first;

    Population(long seed, long startMs, int accounts, SimulatedMerchants simulatedMerchants) {
        this.seed = seed;
        this.startMs = startMs;
        this.simulatedMerchants = simulatedMerchants;
        first = new Customer[accounts];
        Arrays.setAll(first, number -> Customer.of(seed, startMs, number, accounts, simulatedMerchants));
    }

    /** The initial customers. */
    List<Customer> first() {
        return Arrays.asList(first);
    }

    Customer first(int number) {
        return first[number];
    }

    /** Legitimate customers who open an account on that day, at least an hour before its end. */
    List<Customer> newcomers(int day) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.SIGNUP, day);
        int count = seededRandom.poisson(first.length * NEWCOMERS);
        List<Customer> newcomers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long inDayMs =
                    (long) (seededRandom.between(6, 23) * Duration.ofHours(1).toMillis());
            newcomers.add(later(day, i, midnight(day) + inDayMs));
        }
        return newcomers;
    }

    /** The n-th account that a script opens on that day. */
    Customer bot(int day, int n, long openedMs) {
        return later(day, LATER_A_DAY - 1 - n, openedMs);
    }

    /**
     * The n-th account that a merchant opens on that day for a payer without one.
     *
     * @param n at most 65535
     */
    Customer guest(int day, int n, long openedMs) {
        return Customer.later(seed, openedMs, GUESTS + day * LATER_A_DAY + n, first.length, simulatedMerchants);
    }

    /** The expected number of accounts on that day relative to the start. */
    static double growth(int day) {
        return 1 + NEWCOMERS * day;
    }

    Customer anyone(SeededRandom seededRandom) {
        return first[seededRandom.below(first.length)];
    }

    /** A customer of the merchant, if a short search finds one. */
    Customer customerOf(SimulatedMerchant simulatedMerchant, SeededRandom seededRandom) {
        for (int tries = 0; tries < 400; tries++) {
            Customer customer = anyone(seededRandom);
            if (customer.shops().contains(simulatedMerchant)
                    || customer.webShops().contains(simulatedMerchant)) {
                return customer;
            }
        }
        return anyoneIn(simulatedMerchant.market(), seededRandom);
    }

    Customer mule(SeededRandom seededRandom) {
        int mules = Math.max(2, first.length / ACCOUNTS_PER_MULE);
        return first[first.length - 1 - seededRandom.below(mules)];
    }

    Customer disputer(SeededRandom seededRandom) {
        return first[seededRandom.below(1 + (first.length - 1) / ACCOUNTS_PER_DISPUTER) * ACCOUNTS_PER_DISPUTER];
    }

    /** A customer of that country, if a short search finds one. */
    Customer anyoneIn(@Nullable Country country, SeededRandom seededRandom) {
        Customer customer = anyone(seededRandom);
        for (int tries = 0; tries < 40 && customer.market() != country; tries++) {
            customer = anyone(seededRandom);
        }
        return customer;
    }

    private Customer later(int day, int n, long openedMs) {
        return Customer.later(seed, openedMs, LATER + day * LATER_A_DAY + n, first.length, simulatedMerchants);
    }

    private long midnight(int day) {
        return startMs + day * Millis.DAY_MS;
    }
}
