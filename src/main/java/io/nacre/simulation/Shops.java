package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All merchants of the world. */
final class Shops {

    private static final double ONLINE_SHARE = 0.35;
    private static final int FEWEST_IN_A_COUNTRY = 3;
    private static final int LOOKED_AT = 8;

    private final Map<Market, List<Shop>> tills = new EnumMap<>(Market.class);
    private final List<Shop> online = new ArrayList<>();
    private final List<Shop> resold = new ArrayList<>();

    Shops(long seed, int count) {
        int countries = Market.ALL.size();
        for (int number = 0; number < count; number++) {
            Dice dice = Dice.of(seed, Dice.Purpose.SHOP, number, -1);
            boolean spread = number < FEWEST_IN_A_COUNTRY * countries;
            Market market = spread
                    ? Market.ALL.get(number % countries)
                    : dice.chance(0.9) ? Market.ofCustomer(dice) : Market.any(dice);
            add(Shop.of(seed, number, !spread && dice.chance(ONLINE_SHARE), market));
        }
    }

    /** Those a person goes to: of some the person knows of, the nearest each time. */
    List<Shop> near(GeoPoint home, Market market, int count, Dice dice) {
        List<Shop> near = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Shop nearest = in(market, dice);
            for (int look = 1; look < LOOKED_AT; look++) {
                Shop other = in(market, dice);
                if (other.place().distanceKm(home) < nearest.place().distanceKm(home)) {
                    nearest = other;
                }
            }
            near.add(nearest);
        }
        return List.copyOf(near);
    }

    List<Shop> online(int count, Dice dice) {
        List<Shop> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(online(dice));
        }
        return List.copyOf(chosen);
    }

    Shop in(Market market, Dice dice) {
        return any(tills.getOrDefault(market, List.of()), dice);
    }

    Shop online(Dice dice) {
        return any(online, dice);
    }

    /** One that sells by wire what can be sold on, if there is one. */
    Shop resold(Dice dice) {
        return any(resold.isEmpty() ? online : resold, dice);
    }

    static Shop any(List<Shop> shops, Dice dice) {
        return shops.get(dice.below(shops.size()));
    }

    private void add(Shop shop) {
        if (!shop.trade().online()) {
            tills.computeIfAbsent(shop.market(), market -> new ArrayList<>()).add(shop);
            return;
        }
        online.add(shop);
        if (shop.trade().resold()) {
            resold.add(shop);
        }
    }
}
