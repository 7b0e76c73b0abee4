package io.nacre.simulation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fraudsters: every day some crimes begin, and go on for hours or weeks. */
final class Underworld {

    private static final long HOUR_MS = 3_600_000;

    /** Accounts that move the money on: few, used again. One in so many accounts. */
    private static final int ACCOUNTS_PER_MULE = 150;

    private final long seed;
    private final long startMs;
    private final double frauds;
    private final DailyLife life;
    private final Shops shops;
    private final Holder[] holders;

    /** @param frauds expected in a day */
    Underworld(long seed, long startMs, double frauds, DailyLife life, Shops shops, Holder[] holders) {
        this.seed = seed;
        this.startMs = startMs;
        this.frauds = frauds;
        this.life = life;
        this.shops = shops;
        this.holders = holders;
    }

    /** Everything that comes of the crimes that begin on this day. */
    void begin(int day, Consumer<Draft> out) {
        for (Typology typology : Typology.values()) {
            Dice dice = Dice.of(seed, Dice.Purpose.CRIME, typology.name().hashCode(), day);
            int crimes = dice.poisson(typology.crimes(frauds));
            for (int i = 0; i < crimes; i++) {
                commit(typology, day, dice, out);
            }
        }
    }

    private void commit(Typology typology, int day, Dice dice, Consumer<Draft> out) {
        Consumer<Draft> crime = draft -> out.accept(draft.by(typology, dice));
        int count = 1 + dice.poisson(typology.transactions() - 1);
        switch (typology) {
            case STOLEN_CARD -> stolenCard(anyone(dice), startMs + day * DailyLife.DAY_MS, count, dice, crime);
            case COUNTERFEIT_CARD -> counterfeitCard(day, count, dice, crime);
            case ACCOUNT_TAKEOVER -> accountTakeover(day, count, dice, crime);
            case CARD_TESTING -> cardTesting(day, count, dice, crime);
            case COMPROMISED_MERCHANT -> compromisedMerchant(day, count, dice, crime);
            case MULE_FAN_IN -> muleFanIn(day, count, dice, crime);
        }
    }

    private void stolenCard(Holder victim, long fromMs, int count, Dice dice, Consumer<Draft> out) {
        String address = hidden(victim, dice);
        String device = dice.chance(0.75) ? Holder.deviceName(dice) : null;
        long atMs = fromMs + (long) (dice.uniform() * DailyLife.DAY_MS);
        for (int i = 0; i < count; i++) {
            Shop shop = dice.chance(0.55) ? shops.resold(dice) : shops.online(dice);
            double euro = Math.min(4_000, shop.trade().price(dice) * victim.spending() * dice.between(0.8, 3));
            out.accept(Draft.purchase(victim, atMs, euro, shop).from(address, device, null));
            atMs += (long) (dice.logNormal(3, 1.3) * HOUR_MS);
        }
    }

    private void counterfeitCard(int day, int count, Dice dice, Consumer<Draft> out) {
        Holder victim = anyone(dice);
        Market market = dice.chance(0.65) ? victim.market().another(dice) : victim.market();
        long atMs = life.moment(victim, day, dice);
        for (int i = 0; i < count; i++) {
            Shop shop = shops.in(market, dice);
            double euro = Math.min(3_000, shop.trade().price(dice) * victim.spending() * dice.between(1, 4));
            out.accept(Draft.purchase(victim, atMs, euro, shop));
            atMs += (long) (dice.logNormal(0.8, 0.9) * HOUR_MS);
        }
    }

    private void accountTakeover(int day, int count, Dice dice, Consumer<Draft> out) {
        Holder victim = anyone(dice);
        String address = hidden(victim, dice);
        String device = dice.chance(0.85) ? Holder.deviceName(dice) : victim.device(seed, day);
        long atMs = startMs + day * DailyLife.DAY_MS + (long) (dice.uniform() * DailyLife.DAY_MS);
        for (int i = 0; i < count; i++) {
            double euro = Math.min(6_000, dice.logNormal(350, 0.9) * victim.spending());
            Draft draft = dice.chance(0.75)
                    ? Draft.transfer(victim, atMs, euro, Holder.id(mule(dice)))
                    : Draft.purchase(victim, atMs, euro, shops.resold(dice));
            out.accept(draft.from(address, device, null));
            atMs += (long) (dice.logNormal(0.4, 1) * HOUR_MS);
        }
    }

    /** Some of the numbers that pass the test are used within days. */
    private void cardTesting(int day, int count, Dice dice, Consumer<Draft> out) {
        Shop shop = shops.online(dice);
        String address = hidden(anyone(dice), dice);
        String device = dice.chance(0.6) ? Holder.deviceName(dice) : null;
        long atMs = startMs + day * DailyLife.DAY_MS + (long) (dice.uniform() * DailyLife.DAY_MS);
        for (int i = 0; i < count; i++) {
            Holder victim = anyone(dice);
            out.accept(Draft.purchase(victim, atMs, dice.between(0.5, 4), shop).from(address, device, null));
            if (dice.chance(0.06)) {
                long useMs = atMs + (long) (dice.between(0.2, 3) * DailyLife.DAY_MS);
                stolenCard(victim, useMs, 2, dice, out);
            }
            atMs += (long) (dice.logNormal(40, 1) * 1_000);
        }
    }

    private void compromisedMerchant(int day, int count, Dice dice, Consumer<Draft> out) {
        Holder customer = anyone(dice);
        Shop shop = Shops.any(dice.chance(0.6) ? customer.shops() : customer.webShops(), dice);
        for (int i = 0; i < count; i++) {
            Holder victim = customerOf(shop, dice);
            int on = day + dice.below(21);
            double euro = Math.min(2_000, shop.trade().price(dice) * dice.between(1, 2.5));
            Draft draft = Draft.purchase(victim, life.moment(victim, on, dice), euro, shop);
            out.accept(shop.trade().online() ? draft.from(hidden(victim, dice), null, null) : draft);
        }
    }

    /** The victims pay from their own devices, so only the receiver is odd. */
    private void muleFanIn(int day, int count, Dice dice, Consumer<Draft> out) {
        String mule = Holder.id(mule(dice));
        for (int i = 0; i < count; i++) {
            Holder victim = anyone(dice);
            int on = day + dice.below(4);
            double euro = Math.min(8_000, dice.logNormal(420, 0.8) * victim.spending());
            Draft draft = Draft.transfer(victim, life.moment(victim, on, dice), euro, mule);
            out.accept(life.ownDevice(draft, victim, on, dice));
        }
    }

    /** From where a fraudster goes online: hosts, VPN, Tor, or an infected machine in the victim's own country. */
    private static String hidden(Holder victim, Dice dice) {
        Market market = dice.chance(0.5) ? victim.market() : Market.any(dice);
        AddressPlan.Use use = switch (dice.weighted(0.2, 0.2, 0.08, 0.4, 0.12)) {
            case 0 -> AddressPlan.Use.HOSTING;
            case 1 -> AddressPlan.Use.VPN;
            case 2 -> AddressPlan.Use.TOR;
            case 3 -> AddressPlan.Use.HOME;
            default -> AddressPlan.Use.MOBILE;
        };
        return AddressPlan.address(market, use, dice);
    }

    private Holder anyone(Dice dice) {
        return holders[dice.below(holders.length)];
    }

    /** Somebody who shops there, as far as a short search finds one. */
    private Holder customerOf(Shop shop, Dice dice) {
        for (int tries = 0; tries < 400; tries++) {
            Holder holder = anyone(dice);
            if (holder.shops().contains(shop) || holder.webShops().contains(shop)) {
                return holder;
            }
        }
        return anyoneIn(shop.market(), dice);
    }

    private Holder anyoneIn(@Nullable Market market, Dice dice) {
        Holder holder = anyone(dice);
        for (int tries = 0; tries < 40 && holder.market() != market; tries++) {
            holder = anyone(dice);
        }
        return holder;
    }

    private int mule(Dice dice) {
        int mules = Math.max(2, holders.length / ACCOUNTS_PER_MULE);
        return holders.length - 1 - dice.below(mules);
    }
}
