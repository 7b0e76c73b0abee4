package io.nacre.simulation;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An account holder with regular behaviour.
 *
 * @param number of the account, from 0
 * @param purchasesPerDay expected number
 * @param spending price level relative to the average
 * @param hour solar hour of the day with the most purchases
 * @param onlineShare share of online purchases
 * @param hidesBehindVpn whether legitimate payments sometimes use a VPN
 * @param landlord account number of the rent's payee; some have many tenants
 * @param friends account numbers of regular payees
 * @param employer account number of the salary's payer
 */
record Customer(
        int number,
        Country market,
        GeoPoint home,
        double purchasesPerDay,
        double spending,
        double hour,
        double hourSpread,
        double onlineShare,
        boolean hidesBehindVpn,
        boolean speaksIpv6,
        List<SimulatedMerchant> shops,
        List<SimulatedMerchant> webShops,
        int landlord,
        List<Integer> friends,
        int employer,
        double salary,
        AccountProfile profile) {

    /** Days after which a phone is replaced. */
    private static final int DEVICE_LIFE_DAYS = 150;

    private static final int ADDRESS_LIFE_DAYS = 40;
    private static final int OLDEST_DAYS = 3_650;

    /** A customer whose account is between one day and several years old at the start. */
    static Customer of(long seed, long startMs, int number, int accounts, SimulatedMerchants simulatedMerchants) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.HOLDER, number, -1);
        long days = 1 + (long) (OLDEST_DAYS * seededRandom.uniform());
        return later(seed, startMs - Duration.ofDays(days).toMillis(), number, accounts, simulatedMerchants);
    }

    /** A customer who opened the account at that time. */
    static Customer later(long seed, long openedMs, int number, int accounts, SimulatedMerchants simulatedMerchants) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.HOLDER, number);
        Country country = Country.ofCustomer(seededRandom);
        GeoPoint home = country.locationInTown(seed, seededRandom);
        double salary = seededRandom.logNormal(2_400, 0.35) * country.priceLevel();
        return new Customer(
                number,
                country,
                home,
                Math.min(6, seededRandom.logNormal(1.1, 0.5)),
                StrictMath.pow(salary / 2_400, 0.7) * seededRandom.logNormal(1, 0.2),
                seededRandom.between(10, 19),
                seededRandom.between(2, 4),
                seededRandom.between(0.15, 0.6),
                seededRandom.chance(0.08),
                seededRandom.chance(0.25),
                simulatedMerchants.near(home, country, 7, seededRandom),
                simulatedMerchants.online(5, seededRandom),
                seededRandom.below(1 + accounts / 25),
                List.of(seededRandom.below(accounts), seededRandom.below(accounts)),
                seededRandom.below(1 + accounts / 50),
                salary,
                profile(number, openedMs, country, home, seededRandom));
    }

    private static AccountProfile profile(
            int number, long openedMs, Country country, GeoPoint home, SeededRandom seededRandom) {
        Double creditScore =
                seededRandom.chance(0.8) ? Math.rint(Math.min(850, 690 + 70 * seededRandom.gaussian())) : null;
        return new AccountProfile(id(number), 0, home, country.name(), openedMs, creditScore, Map.of());
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

    /** The device of that day; customers replace it from time to time. */
    String device(long seed, int day) {
        long offset = SeededRandom.of(seed, SeededRandom.Purpose.DEVICE, number).below(DEVICE_LIFE_DAYS);
        long generation = (day + offset) / DEVICE_LIFE_DAYS;
        return Customer.deviceName(SeededRandom.of(seed, SeededRandom.Purpose.DEVICE, number, generation));
    }

    static String deviceName(SeededRandom seededRandom) {
        return "dev-%012x".formatted(seededRandom.bits() >>> 16);
    }

    /** The home IP address of that day. */
    String homeAddress(long seed, int day) {
        long offset =
                SeededRandom.of(seed, SeededRandom.Purpose.HOME_ADDRESS, number).below(ADDRESS_LIFE_DAYS);
        SeededRandom seededRandom =
                SeededRandom.of(seed, SeededRandom.Purpose.HOME_ADDRESS, number, (day + offset) / ADDRESS_LIFE_DAYS);
        return speaksIpv6
                ? IpAllocation.household(market, seededRandom.bits(), seededRandom)
                : IpAllocation.address(market, IpAllocation.Use.HOME, seededRandom);
    }
}
