package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Millis;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The legitimate transactions of a day, some of which look like fraud. */
final class LegitimateTraffic {
    private static final double TRANSFERS_PER_DAY = 0.09;
    private static final int MONTH_DAYS = 30;
    private static final double WEEKEND_FACTOR = 1.25;

    private final long seed;
    private final long startMs;
    private final SimulatedMerchants simulatedMerchants;
    private final Population people;

    LegitimateTraffic(long seed, long startMs, SimulatedMerchants simulatedMerchants, Population people) {
        this.seed = seed;
        this.startMs = startMs;
        this.simulatedMerchants = simulatedMerchants;
        this.people = people;
    }

    /** Expected transactions per day of the initial accounts. */
    double expected() {
        double total = 0;
        for (Customer customer : people.first()) {
            total += customer.purchasesPerDay() * (5 + 2 * WEEKEND_FACTOR) / 7 + TRANSFERS_PER_DAY + 2.0 / MONTH_DAYS;
        }
        return total;
    }

    void live(Customer customer, int day, Consumer<TransactionDraft> out) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.DAY, customer.number(), day);
        Country abroad = Trip.abroad(seed, customer, day);
        boolean weekend = Math.floorMod(startMs / Millis.DAY_MS + day + 3, 7) >= 5;
        int purchases = seededRandom.poisson(customer.purchasesPerDay() * (weekend ? WEEKEND_FACTOR : 1));
        for (int i = 0; i < purchases; i++) {
            double online = abroad == null ? customer.onlineShare() : customer.onlineShare() / 2;
            out.accept(
                    seededRandom.chance(online)
                            ? online(customer, day, abroad, seededRandom)
                            : atATill(customer, day, abroad, seededRandom));
        }
        int transfers = seededRandom.poisson(TRANSFERS_PER_DAY);
        for (int i = 0; i < transfers; i++) {
            out.accept(transfer(customer, day, abroad, seededRandom));
        }
        monthly(customer, day, seededRandom, out);
    }

    /** The first day of a new account; most buy something immediately. */
    void signUp(Customer customer, int day, Consumer<TransactionDraft> out) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.DAY, customer.number(), day);
        Long openedMs = customer.profile().openedAtMs();
        if (openedMs != null && seededRandom.chance(0.7)) {
            SimulatedMerchant simulatedMerchant = seededRandom.chance(0.5)
                    ? simulatedMerchants.resold(seededRandom)
                    : simulatedMerchants.online(seededRandom);
            double euro = Math.min(1_000, simulatedMerchant.type().price(seededRandom) * customer.spending());
            long atMs = openedMs + (long) (Math.min(60, seededRandom.logNormal(8, 1.2)) * Millis.MINUTE_MS);
            out.accept(
                    ownDevice(TransactionDraft.purchase(customer, atMs, euro, simulatedMerchant), day, seededRandom));
        }
    }

    /** A time of that day at which this customer is awake. */
    long moment(Customer customer, int day, SeededRandom seededRandom) {
        double hour = customer.hour() + customer.hourSpread() * seededRandom.gaussian();
        long inDayMs =
                Math.floorMod((long) (hour * 3_600_000) - customer.market().solarOffsetMs(), Millis.DAY_MS);
        return startMs + day * Millis.DAY_MS + inDayMs;
    }

    /** Any time of that day, for fraudsters. */
    long anyMoment(int day, SeededRandom seededRandom) {
        return startMs + day * Millis.DAY_MS + (long) (seededRandom.uniform() * Millis.DAY_MS);
    }

    int dayOf(long atMs) {
        return (int) ((atMs - startMs) / Millis.DAY_MS);
    }

    String device(Customer customer, int day) {
        return customer.device(seed, day);
    }

    /** From the customer's own device, at its location of that day. */
    TransactionDraft ownDevice(TransactionDraft transactionDraft, int day, SeededRandom seededRandom) {
        return ownDevice(
                transactionDraft,
                transactionDraft.holder(),
                day,
                Trip.abroad(seed, transactionDraft.holder(), day),
                seededRandom);
    }

    private TransactionDraft online(Customer customer, int day, @Nullable Country abroad, SeededRandom seededRandom) {
        SimulatedMerchant simulatedMerchant = seededRandom.chance(0.7)
                ? SimulatedMerchants.any(customer.webShops(), seededRandom)
                : simulatedMerchants.online(seededRandom);
        return ownDevice(purchase(customer, day, simulatedMerchant, seededRandom), customer, day, abroad, seededRandom);
    }

    private TransactionDraft atATill(Customer customer, int day, @Nullable Country abroad, SeededRandom seededRandom) {
        SimulatedMerchant simulatedMerchant = abroad != null
                ? simulatedMerchants.in(abroad, seededRandom)
                : seededRandom.chance(0.85)
                        ? SimulatedMerchants.any(customer.shops(), seededRandom)
                        : simulatedMerchants.in(customer.market(), seededRandom);
        return purchase(customer, day, simulatedMerchant, seededRandom);
    }

    private TransactionDraft purchase(
            Customer customer, int day, SimulatedMerchant simulatedMerchant, SeededRandom seededRandom) {
        double treat = seededRandom.chance(0.015) ? seededRandom.between(3, 10) : 1;
        double euro = Math.min(5_000, simulatedMerchant.type().price(seededRandom) * customer.spending() * treat);
        return TransactionDraft.purchase(customer, moment(customer, day, seededRandom), euro, simulatedMerchant);
    }

    private TransactionDraft transfer(Customer customer, int day, @Nullable Country abroad, SeededRandom seededRandom) {
        boolean isKnownPayee = seededRandom.chance(0.7);
        String payee = isKnownPayee
                ? Customer.id(customer.friends().get(seededRandom.below(2)))
                : people.anyone(seededRandom).id();
        double euro = Math.min(8_000, seededRandom.logNormal(isKnownPayee ? 60 : 90, 1.1) * customer.spending());
        TransactionDraft transactionDraft =
                TransactionDraft.transfer(customer, moment(customer, day, seededRandom), euro, payee);
        return ownDevice(transactionDraft, customer, day, abroad, seededRandom);
    }

    /** Rent to the landlord and salary from the employer, each on a fixed day. */
    private void monthly(Customer customer, int day, SeededRandom seededRandom, Consumer<TransactionDraft> out) {
        if (day % MONTH_DAYS == customer.number() % 5) {
            double rent = Math.rint(customer.salary() / customer.market().priceLevel() * 0.3);
            TransactionDraft transactionDraft = TransactionDraft.transfer(
                    customer, moment(customer, day, seededRandom), rent, Customer.id(customer.landlord()));
            out.accept(ownDevice(transactionDraft, customer, day, null, seededRandom));
        }
        if (day % MONTH_DAYS == 24 + customer.employer() % 4) {
            Customer employer = people.first(customer.employer());
            long atMs = startMs + day * Millis.DAY_MS + 3_600_000 * 7 + seededRandom.below(3_600_000);
            double euro = Math.rint(customer.salary() / customer.market().priceLevel());
            out.accept(TransactionDraft.transfer(employer, atMs, euro, customer.id())
                    .from(employer.homeAddress(seed, day), employer.device(seed, day), null));
        }
    }

    private TransactionDraft ownDevice(
            TransactionDraft transactionDraft,
            Customer customer,
            int day,
            @Nullable Country abroad,
            SeededRandom seededRandom) {
        String device = seededRandom.chance(0.02) ? Customer.deviceName(seededRandom) : customer.device(seed, day);
        GeoPoint place = seededRandom.chance(0.6) ? whereabouts(customer, abroad, seededRandom) : null;
        return transactionDraft.from(
                address(customer, day, abroad, seededRandom), seededRandom.chance(0.05) ? null : device, place);
    }

    private GeoPoint whereabouts(Customer customer, @Nullable Country abroad, SeededRandom seededRandom) {
        return abroad == null
                ? Country.near(customer.home(), 0.03, seededRandom)
                : abroad.locationInTown(seed, seededRandom);
    }

    private String address(Customer customer, int day, @Nullable Country abroad, SeededRandom seededRandom) {
        if (customer.hidesBehindVpn() && seededRandom.chance(0.5)) {
            Country exit = seededRandom.chance(0.5) ? customer.market() : Country.any(seededRandom);
            return IpAllocation.address(
                    exit, seededRandom.chance(0.7) ? IpAllocation.Use.VPN : IpAllocation.Use.HOSTING, seededRandom);
        }
        if (abroad != null) {
            return IpAllocation.address(
                    abroad, seededRandom.chance(0.5) ? IpAllocation.Use.MOBILE : IpAllocation.Use.HOME, seededRandom);
        }
        return seededRandom.chance(0.7)
                ? customer.homeAddress(seed, day)
                : IpAllocation.address(customer.market(), IpAllocation.Use.MOBILE, seededRandom);
    }
}
