package io.nacre.simulation;

import java.util.function.Consumer;

/** Crimes with the cards of others. */
final class CardCrimes {

    private static final long HOUR_MS = 3_600_000;

    private final DailyLife life;
    private final Shops shops;
    private final Population people;

    CardCrimes(DailyLife life, Shops shops, Population people) {
        this.life = life;
        this.shops = shops;
        this.people = people;
    }

    void stolenCard(Crime crime) {
        buyOnline(people.anyone(crime.dice()), life.anyMoment(crime.day(), crime.dice()), crime.count(), crime);
    }

    void stolenCardAbroad(Crime crime) {
        Dice dice = crime.dice();
        Holder victim = people.anyone(dice);
        Market market = victim.market().another(dice);
        long atMs = life.moment(victim, crime.day(), dice);
        for (int i = 0; i < crime.count(); i++) {
            Shop shop = shops.in(market, dice);
            double euro = Math.min(3_000, shop.trade().price(dice) * victim.spending() * dice.between(1, 4));
            crime.out().accept(Draft.purchase(victim, atMs, euro, shop));
            atMs += (long) (dice.logNormal(0.8, 0.9) * HOUR_MS);
        }
    }

    /** Some of the numbers that pass the test are used within days. */
    void cardTesting(Crime crime) {
        Dice dice = crime.dice();
        Shop shop = shops.online(dice);
        String address = AddressPlan.hidden(people.anyone(dice).market(), dice);
        String device = dice.chance(0.6) ? Holder.deviceName(dice) : null;
        long atMs = life.anyMoment(crime.day(), dice);
        for (int i = 0; i < crime.count(); i++) {
            Holder victim = people.anyone(dice);
            double euro = dice.chance(0.3) ? dice.between(0.5, 3) : dice.logNormal(6, 0.6);
            crime.out().accept(Draft.purchase(victim, atMs, euro, shop).from(address, device, null));
            if (dice.chance(0.06)) {
                long useMs = atMs + (long) (dice.between(0.2, 3) * DailyLife.DAY_MS);
                buyOnline(victim, useMs, 2, crime);
            }
            atMs += (long) (dice.logNormal(40, 1) * 1_000);
        }
    }

    void compromisedMerchant(Crime crime) {
        Dice dice = crime.dice();
        Holder customer = people.anyone(dice);
        Shop shop = Shops.any(dice.chance(0.6) ? customer.shops() : customer.webShops(), dice);
        for (int i = 0; i < crime.count(); i++) {
            Holder victim = people.customerOf(shop, dice);
            int on = crime.day() + dice.below(21);
            double euro = Math.min(2_000, shop.trade().price(dice) * dice.between(1, 2.5));
            Draft draft = Draft.purchase(victim, life.moment(victim, on, dice), euro, shop);
            String address = AddressPlan.hidden(victim.market(), dice);
            crime.out().accept(shop.trade().online() ? draft.from(address, null, null) : draft);
        }
    }

    private void buyOnline(Holder victim, long fromMs, int count, Crime crime) {
        Dice dice = crime.dice();
        Consumer<Draft> out = crime.out();
        String address = AddressPlan.hidden(victim.market(), dice);
        String device = dice.chance(0.75) ? Holder.deviceName(dice) : null;
        long atMs = fromMs;
        for (int i = 0; i < count; i++) {
            Shop shop = dice.chance(0.55) ? shops.resold(dice) : shops.online(dice);
            double euro = Math.min(4_000, shop.trade().price(dice) * victim.spending() * dice.between(0.8, 3));
            out.accept(Draft.purchase(victim, atMs, euro, shop).from(address, device, null));
            atMs += (long) (dice.logNormal(3, 1.3) * HOUR_MS);
        }
    }
}
