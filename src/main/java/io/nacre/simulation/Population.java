package io.nacre.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody with an account: those who have one from the beginning, and those who open one later. */
final class Population {

    /** Numbers from here on belong to accounts that were opened later ... */
    static final int LATER = 1 << 24;

    /** ... so many of them to each day: people count them from the first on, bots from the last back. */
    private static final int LATER_A_DAY = 1 << 16;

    /** Accounts opened in a day for each one there was. */
    private static final double NEWCOMERS = 0.0008;

    /** Accounts that move the money on: few, used again. One in so many accounts. */
    private static final int ACCOUNTS_PER_MULE = 150;

    /** One in so many disputes what it bought. */
    private static final int ACCOUNTS_PER_DISPUTER = 40;

    private final long seed;
    private final long startMs;
    private final Shops shops;
    private final Holder[] first;

    Population(long seed, long startMs, int accounts, Shops shops) {
        this.seed = seed;
        this.startMs = startMs;
        this.shops = shops;
        first = new Holder[accounts];
        Arrays.setAll(first, number -> Holder.of(seed, startMs, number, accounts, shops));
    }

    /** Those who are there from the beginning. */
    List<Holder> first() {
        return Arrays.asList(first);
    }

    Holder first(int number) {
        return first[number];
    }

    /** Honest people who open an account on that day, an hour before its end at the latest. */
    List<Holder> newcomers(int day) {
        Dice dice = Dice.of(seed, Dice.Purpose.SIGNUP, day);
        int count = dice.poisson(first.length * NEWCOMERS);
        List<Holder> newcomers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long inDayMs = (long) (dice.between(6, 23) * Duration.ofHours(1).toMillis());
            newcomers.add(later(day, i, midnight(day) + inDayMs));
        }
        return newcomers;
    }

    /** An account that a script opens: the n-th of that day. */
    Holder bot(int day, int n, long openedMs) {
        return later(day, LATER_A_DAY - 1 - n, openedMs);
    }

    /** How many more accounts there are on that day than at first, expected. */
    static double growth(int day) {
        return 1 + NEWCOMERS * day;
    }

    Holder anyone(Dice dice) {
        return first[dice.below(first.length)];
    }

    /** Somebody who shops there, as far as a short search finds one. */
    Holder customerOf(Shop shop, Dice dice) {
        for (int tries = 0; tries < 400; tries++) {
            Holder holder = anyone(dice);
            if (holder.shops().contains(shop) || holder.webShops().contains(shop)) {
                return holder;
            }
        }
        return anyoneIn(shop.market(), dice);
    }

    Holder mule(Dice dice) {
        int mules = Math.max(2, first.length / ACCOUNTS_PER_MULE);
        return first[first.length - 1 - dice.below(mules)];
    }

    Holder disputer(Dice dice) {
        return first[dice.below(1 + (first.length - 1) / ACCOUNTS_PER_DISPUTER) * ACCOUNTS_PER_DISPUTER];
    }

    private Holder anyoneIn(@Nullable Market market, Dice dice) {
        Holder holder = anyone(dice);
        for (int tries = 0; tries < 40 && holder.market() != market; tries++) {
            holder = anyone(dice);
        }
        return holder;
    }

    private Holder later(int day, int n, long openedMs) {
        return Holder.later(seed, openedMs, LATER + day * LATER_A_DAY + n, first.length, shops);
    }

    private long midnight(int day) {
        return startMs + day * DailyLife.DAY_MS;
    }
}
