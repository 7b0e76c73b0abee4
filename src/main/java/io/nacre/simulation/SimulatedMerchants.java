package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All merchants of the simulated world. */
final class SimulatedMerchants {

    private static final double ONLINE_SHARE = 0.35;
    private static final int FEWEST_IN_A_COUNTRY = 3;
    private static final int LOOKED_AT = 8;

    private final Map<Country, List<SimulatedMerchant>> tills = new EnumMap<>(Country.class);
    private final List<SimulatedMerchant> online = new ArrayList<>();
    private final List<SimulatedMerchant> resold = new ArrayList<>();
    private final List<SimulatedMerchant> delivering = new ArrayList<>();

    SimulatedMerchants(long seed, int count) {
        int countries = Country.ALL.size();
        for (int number = 0; number < count; number++) {
            SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.SHOP, number, -1);
            boolean spread = number < FEWEST_IN_A_COUNTRY * countries;
            Country country = spread
                    ? Country.ALL.get(number % countries)
                    : seededRandom.chance(0.9) ? Country.ofCustomer(seededRandom) : Country.any(seededRandom);
            add(SimulatedMerchant.of(seed, number, !spread && seededRandom.chance(ONLINE_SHARE), country));
        }
    }

    /** A customer's merchants: the nearest of a random selection each. */
    List<SimulatedMerchant> near(GeoPoint home, Country country, int count, SeededRandom seededRandom) {
        List<SimulatedMerchant> near = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimulatedMerchant nearest = in(country, seededRandom);
            for (int look = 1; look < LOOKED_AT; look++) {
                SimulatedMerchant other = in(country, seededRandom);
                if (other.place().distanceKm(home) < nearest.place().distanceKm(home)) {
                    nearest = other;
                }
            }
            near.add(nearest);
        }
        return List.copyOf(near);
    }

    List<SimulatedMerchant> online(int count, SeededRandom seededRandom) {
        List<SimulatedMerchant> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(online(seededRandom));
        }
        return List.copyOf(chosen);
    }

    SimulatedMerchant in(Country country, SeededRandom seededRandom) {
        return any(tills.getOrDefault(country, List.of()), seededRandom);
    }

    SimulatedMerchant online(SeededRandom seededRandom) {
        return any(online, seededRandom);
    }

    /** An online merchant with resellable goods, if there is one. */
    SimulatedMerchant resold(SeededRandom seededRandom) {
        return any(resold.isEmpty() ? online : resold, seededRandom);
    }

    /** An online merchant whose goods a parcel brings, if there is one. */
    SimulatedMerchant delivering(SeededRandom seededRandom) {
        return any(delivering.isEmpty() ? online : delivering, seededRandom);
    }

    static SimulatedMerchant any(List<SimulatedMerchant> shops, SeededRandom seededRandom) {
        return shops.get(seededRandom.below(shops.size()));
    }

    private void add(SimulatedMerchant simulatedMerchant) {
        if (!simulatedMerchant.type().online()) {
            tills.computeIfAbsent(simulatedMerchant.market(), country -> new ArrayList<>())
                    .add(simulatedMerchant);
            return;
        }
        online.add(simulatedMerchant);
        if (simulatedMerchant.type().resold()) {
            resold.add(simulatedMerchant);
        }
        if (simulatedMerchant.type().delivered()) {
            delivering.add(simulatedMerchant);
        }
    }
}
