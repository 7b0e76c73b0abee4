package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What honest people pay on a day, some of it odd enough to be taken for fraud. */
final class DailyLife {

    static final long DAY_MS = Duration.ofDays(1).toMillis();

    private static final long MINUTE_MS = 60_000;
    private static final double TRANSFERS_PER_DAY = 0.09;
    private static final int MONTH_DAYS = 30;
    private static final double WEEKEND_FACTOR = 1.25;

    private final long seed;
    private final long startMs;
    private final Shops shops;
    private final Population people;

    DailyLife(long seed, long startMs, Shops shops, Population people) {
        this.seed = seed;
        this.startMs = startMs;
        this.shops = shops;
        this.people = people;
    }

    /** Transactions to expect in a day of all who are there from the beginning. */
    double expected() {
        double total = 0;
        for (Holder holder : people.first()) {
            total += holder.purchasesPerDay() * (5 + 2 * WEEKEND_FACTOR) / 7 + TRANSFERS_PER_DAY + 2.0 / MONTH_DAYS;
        }
        return total;
    }

    void live(Holder holder, int day, Consumer<Draft> out) {
        Dice dice = Dice.of(seed, Dice.Purpose.DAY, holder.number(), day);
        Market abroad = Trip.abroad(seed, holder, day);
        boolean weekend = Math.floorMod(startMs / DAY_MS + day + 3, 7) >= 5;
        int purchases = dice.poisson(holder.purchasesPerDay() * (weekend ? WEEKEND_FACTOR : 1));
        for (int i = 0; i < purchases; i++) {
            double online = abroad == null ? holder.onlineShare() : holder.onlineShare() / 2;
            out.accept(dice.chance(online) ? online(holder, day, abroad, dice) : atATill(holder, day, abroad, dice));
        }
        int transfers = dice.poisson(TRANSFERS_PER_DAY);
        for (int i = 0; i < transfers; i++) {
            out.accept(transfer(holder, day, abroad, dice));
        }
        monthly(holder, day, dice, out);
    }

    /** The first day of a new account: most buy something at once. */
    void signUp(Holder holder, int day, Consumer<Draft> out) {
        Dice dice = Dice.of(seed, Dice.Purpose.DAY, holder.number(), day);
        Long openedMs = holder.profile().openedAtMs();
        if (openedMs != null && dice.chance(0.7)) {
            Shop shop = dice.chance(0.5) ? shops.resold(dice) : shops.online(dice);
            double euro = Math.min(1_000, shop.trade().price(dice) * holder.spending());
            long atMs = openedMs + (long) (Math.min(60, dice.logNormal(8, 1.2)) * MINUTE_MS);
            out.accept(ownDevice(Draft.purchase(holder, atMs, euro, shop), day, dice));
        }
    }

    /** A moment of that day, when this person is awake. */
    long moment(Holder holder, int day, Dice dice) {
        double hour = holder.hour() + holder.hourSpread() * dice.gaussian();
        long inDayMs = Math.floorMod((long) (hour * 3_600_000) - holder.market().solarOffsetMs(), DAY_MS);
        return startMs + day * DAY_MS + inDayMs;
    }

    /** Any moment of that day: fraudsters keep no hours. */
    long anyMoment(int day, Dice dice) {
        return startMs + day * DAY_MS + (long) (dice.uniform() * DAY_MS);
    }

    int dayOf(long atMs) {
        return (int) ((atMs - startMs) / DAY_MS);
    }

    String device(Holder holder, int day) {
        return holder.device(seed, day);
    }

    /** From this person's own device, wherever that is that day. */
    Draft ownDevice(Draft draft, int day, Dice dice) {
        return ownDevice(draft, draft.holder(), day, Trip.abroad(seed, draft.holder(), day), dice);
    }

    private Draft online(Holder holder, int day, @Nullable Market abroad, Dice dice) {
        Shop shop = dice.chance(0.7) ? Shops.any(holder.webShops(), dice) : shops.online(dice);
        return ownDevice(purchase(holder, day, shop, dice), holder, day, abroad, dice);
    }

    private Draft atATill(Holder holder, int day, @Nullable Market abroad, Dice dice) {
        Shop shop = abroad != null
                ? shops.in(abroad, dice)
                : dice.chance(0.85) ? Shops.any(holder.shops(), dice) : shops.in(holder.market(), dice);
        return purchase(holder, day, shop, dice);
    }

    private Draft purchase(Holder holder, int day, Shop shop, Dice dice) {
        double treat = dice.chance(0.015) ? dice.between(3, 10) : 1;
        double euro = Math.min(5_000, shop.trade().price(dice) * holder.spending() * treat);
        return Draft.purchase(holder, moment(holder, day, dice), euro, shop);
    }

    private Draft transfer(Holder holder, int day, @Nullable Market abroad, Dice dice) {
        boolean known = dice.chance(0.7);
        String payee = known
                ? Holder.id(holder.friends().get(dice.below(2)))
                : people.anyone(dice).id();
        double euro = Math.min(8_000, dice.logNormal(known ? 60 : 90, 1.1) * holder.spending());
        Draft draft = Draft.transfer(holder, moment(holder, day, dice), euro, payee);
        return ownDevice(draft, holder, day, abroad, dice);
    }

    /** Rent to the landlord, on a day of one's own; salary from the employer's account, on a day of its own. */
    private void monthly(Holder holder, int day, Dice dice, Consumer<Draft> out) {
        if (day % MONTH_DAYS == holder.number() % 5) {
            double rent = Math.rint(holder.salary() / holder.market().priceLevel() * 0.3);
            Draft draft = Draft.transfer(holder, moment(holder, day, dice), rent, Holder.id(holder.landlord()));
            out.accept(ownDevice(draft, holder, day, null, dice));
        }
        if (day % MONTH_DAYS == 24 + holder.employer() % 4) {
            Holder employer = people.first(holder.employer());
            long atMs = startMs + day * DAY_MS + 3_600_000 * 7 + dice.below(3_600_000);
            double euro = Math.rint(holder.salary() / holder.market().priceLevel());
            out.accept(Draft.transfer(employer, atMs, euro, holder.id())
                    .from(employer.homeAddress(seed, day), employer.device(seed, day), null));
        }
    }

    private Draft ownDevice(Draft draft, Holder holder, int day, @Nullable Market abroad, Dice dice) {
        String device = dice.chance(0.02) ? Holder.deviceName(dice) : holder.device(seed, day);
        GeoPoint place = dice.chance(0.6) ? whereabouts(holder, abroad, dice) : null;
        return draft.from(address(holder, day, abroad, dice), dice.chance(0.05) ? null : device, place);
    }

    private GeoPoint whereabouts(Holder holder, @Nullable Market abroad, Dice dice) {
        return abroad == null ? Market.near(holder.home(), 0.03, dice) : abroad.placeInTown(seed, dice);
    }

    private String address(Holder holder, int day, @Nullable Market abroad, Dice dice) {
        if (holder.hidesBehindVpn() && dice.chance(0.5)) {
            Market exit = dice.chance(0.5) ? holder.market() : Market.any(dice);
            return AddressPlan.address(exit, dice.chance(0.7) ? AddressPlan.Use.VPN : AddressPlan.Use.HOSTING, dice);
        }
        if (abroad != null) {
            return AddressPlan.address(abroad, dice.chance(0.5) ? AddressPlan.Use.MOBILE : AddressPlan.Use.HOME, dice);
        }
        return dice.chance(0.7)
                ? holder.homeAddress(seed, day)
                : AddressPlan.address(holder.market(), AddressPlan.Use.MOBILE, dice);
    }
}
