package io.nacre.simulation;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A person with an account, and habits.
 *
 * @param number of the account, from 0
 * @param purchasesPerDay expected
 * @param spending this person's prices over everyone's
 * @param hour of the day, by the sun, when most is bought
 * @param onlineShare of the purchases
 * @param hidesBehindVpn now and then, lawfully
 * @param landlord number of the account that gets the rent; some have many tenants
 * @param friends numbers of the accounts paid again and again
 * @param employer number of the account that pays the salary
 */
record Holder(
        int number,
        Market market,
        GeoPoint home,
        double purchasesPerDay,
        double spending,
        double hour,
        double hourSpread,
        double onlineShare,
        boolean hidesBehindVpn,
        boolean speaksIpv6,
        List<Shop> shops,
        List<Shop> webShops,
        int landlord,
        List<Integer> friends,
        int employer,
        double salary,
        AccountProfile profile) {

    /** A phone is replaced after this many days. */
    private static final int DEVICE_LIFE_DAYS = 150;

    private static final int ADDRESS_LIFE_DAYS = 40;
    private static final int OLDEST_DAYS = 3_650;

    /** Somebody who had the account for years, or for a day, when the world began. */
    static Holder of(long seed, long startMs, int number, int accounts, Shops shops) {
        Dice dice = Dice.of(seed, Dice.Purpose.HOLDER, number, -1);
        long days = 1 + (long) (OLDEST_DAYS * dice.uniform());
        return later(seed, startMs - Duration.ofDays(days).toMillis(), number, accounts, shops);
    }

    /** Somebody who opened the account at that moment. */
    static Holder later(long seed, long openedMs, int number, int accounts, Shops shops) {
        Dice dice = Dice.of(seed, Dice.Purpose.HOLDER, number);
        Market market = Market.ofCustomer(dice);
        GeoPoint home = market.placeInTown(seed, dice);
        double salary = dice.logNormal(2_400, 0.35) * market.priceLevel();
        return new Holder(
                number,
                market,
                home,
                Math.min(6, dice.logNormal(1.1, 0.5)),
                StrictMath.pow(salary / 2_400, 0.7) * dice.logNormal(1, 0.2),
                dice.between(10, 19),
                dice.between(2, 4),
                dice.between(0.15, 0.6),
                dice.chance(0.08),
                dice.chance(0.25),
                shops.near(home, market, 7, dice),
                shops.online(5, dice),
                dice.below(1 + accounts / 25),
                List.of(dice.below(accounts), dice.below(accounts)),
                dice.below(1 + accounts / 50),
                salary,
                profile(number, openedMs, market, home, dice));
    }

    private static AccountProfile profile(int number, long openedMs, Market market, GeoPoint home, Dice dice) {
        Double creditScore = dice.chance(0.8) ? Math.rint(Math.min(850, 690 + 70 * dice.gaussian())) : null;
        return new AccountProfile(id(number), 0, home, market.name(), openedMs, creditScore, Map.of());
    }

    static String id(int number) {
        return "acct-%06d".formatted(number);
    }

    String id() {
        return id(number);
    }

    String cardToken() {
        return "tok-%06d".formatted(number);
    }

    /** The device in use on that day; a new one now and then, lawfully. */
    String device(long seed, int day) {
        long offset = Dice.of(seed, Dice.Purpose.DEVICE, number).below(DEVICE_LIFE_DAYS);
        long generation = (day + offset) / DEVICE_LIFE_DAYS;
        return Holder.deviceName(Dice.of(seed, Dice.Purpose.DEVICE, number, generation));
    }

    static String deviceName(Dice dice) {
        return "dev-%012x".formatted(dice.bits() >>> 16);
    }

    /** The address at home on that day. */
    String homeAddress(long seed, int day) {
        long offset = Dice.of(seed, Dice.Purpose.HOME_ADDRESS, number).below(ADDRESS_LIFE_DAYS);
        Dice dice = Dice.of(seed, Dice.Purpose.HOME_ADDRESS, number, (day + offset) / ADDRESS_LIFE_DAYS);
        return speaksIpv6
                ? AddressPlan.household(market, dice.bits(), dice)
                : AddressPlan.address(market, AddressPlan.Use.HOME, dice);
    }
}
