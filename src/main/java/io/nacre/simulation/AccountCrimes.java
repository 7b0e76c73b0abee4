package io.nacre.simulation;

/** Crimes with accounts: taken over, used as mules, or opened for the purpose. */
final class AccountCrimes {

    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    /** More accounts than this no script opens in one go. */
    private static final int BOTS_MOST = 64;

    private final DailyLife life;
    private final Shops shops;
    private final Population people;

    AccountCrimes(DailyLife life, Shops shops, Population people) {
        this.life = life;
        this.shops = shops;
        this.people = people;
    }

    void takeover(Crime crime) {
        Dice dice = crime.dice();
        Holder victim = people.anyone(dice);
        String address = AddressPlan.hidden(victim.market(), dice);
        String device = dice.chance(0.85) ? Holder.deviceName(dice) : life.device(victim, crime.day());
        long atMs = life.anyMoment(crime.day(), dice);
        for (int i = 0; i < crime.count(); i++) {
            double euro = Math.min(6_000, dice.logNormal(350, 0.9) * victim.spending());
            Draft draft = dice.chance(0.75)
                    ? Draft.transfer(victim, atMs, euro, people.mule(dice).id())
                    : Draft.purchase(victim, atMs, euro, shops.resold(dice));
            crime.out().accept(draft.from(address, device, null));
            atMs += (long) (dice.logNormal(0.4, 1) * HOUR_MS);
        }
    }

    /**
     * The victims pay from their own devices, so only the receiver is odd; the mule passes on some of it hours later.
     */
    void muleRing(Crime crime) {
        Dice dice = crime.dice();
        Holder mule = people.mule(dice);
        for (int i = 0; i < crime.count(); i++) {
            Holder victim = people.anyone(dice);
            int on = crime.day() + dice.below(4);
            long atMs = life.moment(victim, on, dice);
            double euro = Math.min(8_000, dice.logNormal(420, 0.8) * victim.spending());
            if (dice.chance(0.6)) {
                Draft in = Draft.transfer(victim, atMs, euro, mule.id());
                crime.out().accept(life.ownDevice(in, on, dice));
            } else {
                long laterMs = atMs + (long) (dice.logNormal(2, 1) * HOUR_MS);
                crime.out().accept(life.ownDevice(passedOn(mule, laterMs, euro, dice), life.dayOf(laterMs), dice));
            }
        }
    }

    /** Few addresses and devices, many accounts, each of which buys soon after it was opened. */
    void botSignup(Crime crime) {
        Dice dice = crime.dice();
        String address = AddressPlan.hidden(Market.any(dice), dice);
        String device = Holder.deviceName(dice);
        long openedMs = life.anyMoment(crime.day(), dice);
        Holder bot = people.bot(crime.day(), crime.number() * BOTS_MOST, openedMs);
        for (int i = 0; i < Math.min(crime.count(), BOTS_MOST); i++) {
            if (i > 0 && dice.chance(0.75)) {
                openedMs += (long) (dice.logNormal(3, 1) * MINUTE_MS);
                bot = people.bot(crime.day(), crime.number() * BOTS_MOST + i, openedMs);
                address = dice.chance(0.8) ? address : AddressPlan.hidden(bot.market(), dice);
                device = dice.chance(0.8) ? device : Holder.deviceName(dice);
            }
            long atMs = openedMs + (long) (dice.logNormal(4, 1.2) * MINUTE_MS);
            Shop shop = dice.chance(0.5) ? shops.resold(dice) : shops.online(dice);
            double euro = Math.min(1_000, shop.trade().price(dice) * bot.spending() * dice.between(0.7, 1.5));
            crime.out().accept(Draft.purchase(bot, atMs, euro, shop).from(address, device, null));
        }
    }

    private Draft passedOn(Holder mule, long atMs, double euro, Dice dice) {
        double part = euro * dice.between(0.4, 0.95);
        return dice.chance(0.6)
                ? Draft.transfer(mule, atMs, part, people.mule(dice).id())
                : Draft.purchase(mule, atMs, part, shops.resold(dice));
    }
}
