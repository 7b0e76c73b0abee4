package io.nacre.simulation;

/** Crimes of account holders with their own accounts: own device, own address, and in the end it was not to be paid. */
final class OwnCrimes {

    private static final long HOUR_MS = 3_600_000;

    private final DailyLife life;
    private final Shops shops;
    private final Population people;

    OwnCrimes(DailyLife life, Shops shops, Population people) {
        this.life = life;
        this.shops = shops;
        this.people = people;
    }

    void bustOut(Crime crime) {
        Dice dice = crime.dice();
        Holder holder = people.anyone(dice);
        long atMs = life.moment(holder, crime.day(), dice);
        for (int i = 0; i < crime.count(); i++) {
            Shop shop = switch (dice.weighted(0.4, 0.35, 0.25)) {
                case 0 -> shops.in(holder.market(), dice);
                case 1 -> shops.resold(dice);
                default -> Shops.any(holder.webShops(), dice);
            };
            double euro = Math.min(4_000, shop.trade().price(dice) * holder.spending() * dice.between(1, 4));
            crime.out().accept(own(Draft.purchase(holder, atMs, euro, shop), dice));
            atMs += (long) (dice.logNormal(4, 1) * HOUR_MS);
        }
    }

    void friendlyFraud(Crime crime) {
        Dice dice = crime.dice();
        Holder holder = people.disputer(dice);
        for (int i = 0; i < crime.count(); i++) {
            Shop shop = dice.chance(0.6) ? Shops.any(holder.webShops(), dice) : shops.online(dice);
            double euro = Math.min(1_500, shop.trade().price(dice) * holder.spending() * dice.between(0.8, 2));
            long atMs = life.moment(holder, crime.day() + dice.below(10), dice);
            crime.out().accept(own(Draft.purchase(holder, atMs, euro, shop), dice));
        }
    }

    private Draft own(Draft draft, Dice dice) {
        boolean online = draft.shop() != null && draft.shop().trade().online();
        return online ? life.ownDevice(draft, life.dayOf(draft.atMs()), dice) : draft;
    }
}
