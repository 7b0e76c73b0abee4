package io.nacre.simulation;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;

/** A merchant of the world. */
record Shop(Merchant merchant, Trade trade, Market market, GeoPoint place) {

    static Shop of(long seed, int number, boolean online, Market market) {
        Dice dice = Dice.of(seed, Dice.Purpose.SHOP, number);
        Trade trade = Trade.any(online, dice);
        GeoPoint place = market.placeInTown(seed, dice);
        // What is sold by wire has no till, so no place.
        Merchant merchant =
                new Merchant("mer-%04d".formatted(number), null, trade.mcc(), market.name(), online ? null : place);
        return new Shop(merchant, trade, market, place);
    }
}
